import type { Dispatcher } from 'undici';
import { mayAsk, nextHop } from './check-hop.ts';

const hopMax = 5;
const totalMs = 8_000;

const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

/** One answer, of which only status and `Location` are looked at. */
interface Answer {
  readonly status: number;
  readonly location: string | null;
}

const ask = async (
  dispatcher: Dispatcher,
  url: URL,
  request: { readonly method: 'HEAD' | 'GET'; readonly signal: AbortSignal },
): Promise<Answer> => {
  const { statusCode, headers, body } = await dispatcher.request({
    ...request,
    origin: url.origin,
    path: url.pathname + url.search,
    headers: { 'user-agent': 'Concord', accept: '*/*', range: 'bytes=0-0' },
  });
  // The body tells nothing: the connection is cut instead of reading it.
  body.on('error', () => {}).destroy();
  const { location } = headers;
  return { status: statusCode, location: typeof location === 'string' ? location : null };
};

/** Asks with HEAD, and with GET where the website does not answer that. */
const askOnce = async (dispatcher: Dispatcher, url: URL, signal: AbortSignal): Promise<Answer> => {
  const answer = await ask(dispatcher, url, { method: 'HEAD', signal });
  return answer.status < 400 ? answer : ask(dispatcher, url, { method: 'GET', signal });
};

const follow = async (dispatcher: Dispatcher, start: URL, signal: AbortSignal): Promise<URL> => {
  let url = start;
  for (let hop = 0; hop <= hopMax; hop += 1) {
    const answer = await askOnce(dispatcher, url, signal);
    if (!isRedirect(answer.status) || answer.location === null) return url;
    const next = nextHop(url, answer.location);
    if (next === null) throw new Error('the redirect leads where we do not go');
    url = next;
  }
  throw new Error(`more than ${hopMax} redirects`);
};

/**
 * The host that a domain's website leads to; `null` when it may not be asked, does not answer in
 * 8 seconds, or redirects to where we do not go. Asks over https, then once over http.
 */
export const followRedirects = async (
  dispatcher: Dispatcher,
  domain: string,
  giveUp: AbortSignal,
): Promise<string | null> => {
  const signal = AbortSignal.any([giveUp, AbortSignal.timeout(totalMs)]);
  for (const scheme of ['https', 'http']) {
    if (!URL.canParse(`${scheme}://${domain}/`)) return null;
    const start = new URL(`${scheme}://${domain}/`);
    if (!mayAsk(start) || signal.aborted) return null;
    const end = await follow(dispatcher, start, signal).catch(() => null);
    if (end !== null) return end.hostname;
  }
  return null;
};

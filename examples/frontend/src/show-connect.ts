import type { Api } from './api.ts';
import { createChannel, type Brought } from './channel.ts';
import { element } from './element.ts';
import {
  FinishConnectDocument,
  StartConnectDocument,
  type FinishConnectMutation,
} from './operations.generated.ts';

type Problems = readonly { readonly message: string; readonly remedy: string }[];

const wordsOf = (problems: Problems): string =>
  problems.map(({ message, remedy }) => `${message}: ${remedy}`).join(' ');

/** What became of it, for a person. */
const finished = ({ finishConnectCrm }: FinishConnectMutation): string => {
  switch (finishConnectCrm.__typename) {
    case 'FinishConnectCrmSuccess':
      return `${finishConnectCrm.connection.name} is connected.`;
    case 'InvalidInput':
      return wordsOf(finishConnectCrm.problems);
    case 'NotFound':
      return finishConnectCrm.message;
    default:
      return wordsOf([finishConnectCrm.failure]);
  }
};

const start = async ({ ask }: Api, crm: string, loginUrl: string | null) => {
  const redirectUri = new URL('callback.html', location.href).href;
  const { startConnectCrm } = await ask(StartConnectDocument, { crm, redirectUri, loginUrl });
  if (startConnectCrm.__typename === 'NotFound') throw new Error(startConnectCrm.message);
  if (startConnectCrm.__typename === 'InvalidInput')
    throw new Error(wordsOf(startConnectCrm.problems));
  return startConnectCrm.authorisation;
};

/** What the window brings back that this page sent out; what others began is left to them. */
const comeBack = (state: string): Promise<Brought> =>
  new Promise((resolve) => {
    const channel = createChannel();
    channel.addEventListener('message', ({ data }: MessageEvent<Brought>) => {
      if (data.state !== state) return;
      channel.close();
      resolve(data);
    });
  });

/** Opened while the button is pressed: a window that opens later is blocked. */
const openWindow = (): Window => {
  const opened = window.open('about:blank', '_blank', 'popup,width=600,height=800');
  if (opened === null) throw new Error('The browser opened no window: allow this page to.');
  return opened;
};

const connect = async (api: Api, crm: string, loginUrl: string | null): Promise<string> => {
  const opened = openWindow();
  try {
    const { authorizeUrl, state } = await start(api, crm, loginUrl);
    const back = comeBack(state);
    opened.location.href = authorizeUrl;
    const { code, error } = await back;
    return finished(await api.ask(FinishConnectDocument, { state, code, error }));
  } catch (thrown) {
    opened.close();
    throw thrown;
  }
};

/** A button for a CRM, a place for a sandbox's address, and what became of it. */
export const showConnect = (
  api: Api,
  { crm, label }: { readonly crm: string; readonly label: string },
  onError: (error: unknown) => void,
): HTMLElement => {
  const loginUrl = element('input');
  loginUrl.placeholder = 'sandbox, if it is one';
  loginUrl.setAttribute('aria-label', `Sandbox of ${label}`);
  const button = element('button', `Connect ${label}`);
  const line = element('span');
  line.setAttribute('role', 'status');
  button.addEventListener('click', () => {
    line.textContent = 'Sign in as the integration user, in the window that opened.';
    connect(api, crm, loginUrl.value.trim() || null)
      .then((words) => (line.textContent = words))
      .catch(onError);
  });
  return element('p', button, ' ', loginUrl, ' ', line);
};

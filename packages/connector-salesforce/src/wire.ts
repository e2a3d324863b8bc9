import { isSyncError, createSyncError, type Context } from '@concord/core/contract';
import { Transport } from 'jsforce/lib/transport.js';
import type { HttpRequest, HttpResponse } from 'jsforce/lib/types/common.js';
import { StreamPromise } from 'jsforce/lib/util/promise.js';
import { PassThrough } from 'node:stream';
import type { Answer, Request } from './request.ts';
import { parseComplaint } from './complaint.ts';
import { malformedAnswer, toSyncError } from './errors.ts';
import { parseJson } from './parse-answer.ts';
import { noteServerTime, reachedTime } from './server-time.ts';

/** What jsforce is told: the answer itself goes past its lax parsing and its own errors. */
const handled: HttpResponse = { statusCode: 204, headers: {}, body: '' };

/** jsforce's transport on `Context.fetch`, for one request: no retries, proxies or redirects. */
export class Wire extends Transport {
  readonly #context: Context;
  readonly #request: Request;
  #answer: Answer | null = null;

  constructor(context: Context, request: Request) {
    super();
    this.#context = context;
    this.#request = request;
  }

  /** What Salesforce answered; to be called after jsforce is done. */
  get answer(): Answer {
    if (this.#answer === null) throw new Error('Wire: asked for an answer before there was one');
    return this.#answer;
  }

  override httpRequest(request: HttpRequest): StreamPromise<HttpResponse> {
    return StreamPromise.create(() => ({
      stream: new PassThrough(),
      promise: this.#carry(request),
    }));
  }

  async #carry(request: HttpRequest): Promise<HttpResponse> {
    const askedAfter = reachedTime(this.#context);
    const response = await this.#fetch(request);
    const servedAt = noteServerTime(this.#context, response.headers);
    const body = readBody(response.status, await response.text(), this.#request);
    this.#answer = { body, askedAfter, servedAt };
    return handled;
  }

  /** A lost answer to a question leaves nothing unknown, even when the question was a POST. */
  async #fetch({ url, method, headers, body }: HttpRequest): Promise<Response> {
    const { pathname, search } = new URL(url);
    const { 'content-length': _, ...sent } = headers ?? {};
    try {
      const text = typeof body === 'string' ? { body } : {};
      return await this.#context.fetch(pathname + search, { method, headers: sent, ...text });
    } catch (thrown) {
      if (!isSyncError(thrown) || this.#request.writes) throw thrown;
      throw createSyncError(thrown.message, { ...thrown, effect: 'none' });
    }
  }
}

/** The JSON of a success; throws what an error, or a body that is no JSON, means. */
const readBody = (status: number, text: string, { doing, writes }: Request): unknown => {
  const body = text === '' ? undefined : parseJson(text);
  if (status < 200 || status > 299) {
    throw toSyncError({ doing, status, complaint: parseComplaint(body), writes });
  }
  if (body === undefined && text !== '') {
    throw malformedAnswer(doing, 'the answer is not JSON', writes);
  }
  return body;
};

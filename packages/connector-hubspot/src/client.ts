import {
  createSyncError,
  isSyncError,
  toInstant,
  type Context,
  type Instant,
} from '@concord/core/contract';
import type { z } from 'zod';
import { knownDayEnd } from './account-day.ts';
import { parseComplaint } from './complaint.ts';
import { malformedAnswer, toSyncError } from './errors.ts';
import { parseAnswer, parseJson } from './parse-answer.ts';
import type { Paths } from './paths.ts';
import { requests, type BuiltRequest, type Requests } from './request.ts';

/** One request to HubSpot, and what is known of its answer. */
export interface Question<Shape extends z.ZodType> {
  /** As a person reads it: `update contacts`. */
  readonly doing: string;
  /** Whether it may change something: its effect is then unknown when the answer is lost. */
  readonly writes: boolean;
  /** Builds the request, as `(requests) => requests.batch.read('contacts', …)`. */
  readonly build: (requests: Requests) => BuiltRequest | Promise<BuiltRequest>;
  /** What the body of a success is: `nothing`, `batchOf(recordShape)`. */
  readonly shape: Shape;
}

/** A successful answer. */
export interface Answer<Body> {
  /** 200, 201, 204, or 207 where some inputs of a batch failed. */
  readonly status: number;
  readonly body: Body;
  /** When HubSpot answered, by its own clock in whole seconds; `null` when it did not say. */
  readonly servedAt: Instant | null;
}

/**
 * Sends one request; anything but a known success throws a `SyncError`. A question that writes and
 * whose answer is lost, broken or not the one we know has effect `unknown`.
 */
export type Ask = <Shape extends z.ZodType>(
  context: Context,
  question: Question<Shape>,
) => Promise<Answer<z.output<Shape>>>;

/** Asks under some paths. */
export const askOn =
  (paths: Paths): Ask =>
  async (context, question) => {
    const request = await question.build(requests);
    const response = await send(context, { paths, request, question });
    const text = await response.text();
    const body = readBody(response, text, { ...question, dayEndsInMs: knownDayEnd(context) });
    return {
      status: response.status,
      body: parseAnswer(question.shape, body, question),
      servedAt: servedAtOf(response.headers),
    };
  };

interface Sending {
  readonly paths: Paths;
  readonly request: BuiltRequest;
  readonly question: Pick<Question<z.ZodType>, 'writes'>;
}

/** A lost answer to a question leaves nothing unknown, even when the question was a POST. */
const send = async (context: Context, { paths, request, question }: Sending): Promise<Response> => {
  const { pathname, search } = new URL(request.getUrl());
  const body = request.getBody();
  try {
    return await context.fetch(paths.toPath(pathname.replace(/\/$/, '')) + search, {
      method: request.getHttpMethod(),
      headers: request.getHeaders(),
      ...(typeof body === 'string' ? { body } : {}),
      ...(request.bodyFrom === undefined ? {} : { bodyFrom: request.bodyFrom }),
    });
  } catch (thrown) {
    if (!isSyncError(thrown) || question.writes) throw thrown;
    throw createSyncError(thrown.message, { ...thrown, effect: 'none' });
  }
};

// HubSpot: the successes there are; any other says that we do not know what we talk to.
// OpenAPI descriptions, read 2026-11-21
const successes: ReadonlySet<number> = new Set([200, 201, 204, 207]);

interface Reading extends Pick<Question<z.ZodType>, 'doing' | 'writes'> {
  readonly dayEndsInMs: number | null;
}

/** The JSON of a success; throws what an error, or a body that is no JSON, means. */
const readBody = (
  { status, headers }: Response,
  text: string,
  { doing, writes, dayEndsInMs }: Reading,
): unknown => {
  const body = text === '' ? undefined : parseJson(text);
  if (status < 200 || status > 299) {
    const complaint = parseComplaint(body);
    const retryAfter = headers.get('retry-after');
    throw toSyncError({ doing, status, complaint, writes, retryAfter, dayEndsInMs });
  }
  if (!successes.has(status)) throw malformedAnswer(doing, `not a status we know`, writes);
  if (body === undefined && text !== '') {
    throw malformedAnswer(doing, 'the answer is not JSON', writes);
  }
  return body;
};

const servedAtOf = (headers: Headers): Instant | null => {
  const at = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(at) ? null : toInstant(at);
};

import type { Instant } from '@concord/core/contract';

/** A request to Salesforce's REST API. */
export interface Request {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the API's version, `/sobjects/Contact/describe`; or whole, as Salesforce handed it out. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** As a person reads it: `update Contact`. */
  readonly doing: string;
  /** Whether it may change something: its effect is then unknown when the answer is lost. */
  readonly writes: boolean;
}

/** A successful answer. */
export interface Answer {
  /** Parsed JSON, its shape not checked; `undefined` when there is no content. */
  readonly body: unknown;
  /** A time, by Salesforce's clock, that was over when it was asked; `null` when none is known. */
  readonly askedAfter: Instant | null;
  /** When Salesforce answered, by its own clock in whole seconds; `null` when it did not say. */
  readonly servedAt: Instant | null;
}

/** A request as a limit looks at it. */
export interface LimitedRequest {
  readonly method: string;
  /** With its query, from the root of the account's API. */
  readonly path: string;
}

/** How many requests of one kind an account takes in any stretch of time. */
export interface RateLimit {
  /** By which errors and metrics name it: `search`. */
  readonly name: string;
  /** Whether a request counts against it; one may count against several. */
  readonly counts: (request: LimitedRequest) => boolean;
  /** Requests in any `perMs` milliseconds, unless answers say otherwise. */
  readonly max: number;
  readonly perMs: number;
  /** What an answer says of the present stretch; `null` when it does not. */
  readonly observe?: (
    headers: Headers,
  ) => { readonly max: number; readonly remaining: number } | null;
}

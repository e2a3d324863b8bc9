/** One error inside an answer. */
export interface RefusalError {
  readonly message: string;
  readonly code?: string;
  readonly in?: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

/** What a refusal says, beside its status and the correlation id. */
export interface RefusalBody {
  readonly message: string;
  readonly category?: string;
  readonly subCategory?: string;
  readonly errors?: readonly RefusalError[];
  readonly context?: Readonly<Record<string, readonly string[]>>;
  readonly links?: Readonly<Record<string, string>>;
  readonly errorType?: string;
  readonly policyName?: string;
  readonly groupName?: string;
  readonly requestId?: string;
}

/** What HubSpot answers instead of doing what it was asked. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: RefusalBody;
  /** What the errors of a batch say besides. */
  readonly batchContext: Readonly<Record<string, readonly string[]>>;

  constructor(status: number, body: RefusalBody, batchContext: Refusal['batchContext'] = {}) {
    super(body.message);
    this.status = status;
    this.body = body;
    this.batchContext = batchContext;
  }
}

/** Refuses with the usual body of a bad request. */
export const refuse = (message: string, more: Partial<RefusalBody> = {}): never => {
  throw new Refusal(400, { message, category: 'VALIDATION_ERROR', ...more });
};

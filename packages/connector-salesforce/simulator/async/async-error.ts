/** A refusal of the Bulk API 1.0, in its words. */
export class AsyncError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Refuses a request. */
export const refuseAsync = (code: string, message: string): never => {
  throw new AsyncError(code, message);
};

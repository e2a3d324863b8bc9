/** Why a record was refused, in Salesforce's words. */
export interface RecordError {
  readonly statusCode: string;
  readonly message: string;
  /** Absent where Salesforce sends none in a single-record answer. */
  readonly fields?: readonly string[];
  /** The HTTP status of a single-record answer; 400 where absent. */
  readonly status?: number;
  /** Further keys of the error, such as `duplicateResut`. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** What became of one record. */
export type RecordResult =
  | { readonly ok: true; readonly id: string; readonly created: boolean }
  | { readonly ok: false; readonly errors: readonly RecordError[] };

/** Refuses what is being done; caught where the answer is made. */
export class Refusal extends Error {
  readonly errors: readonly RecordError[];

  constructor(...errors: readonly RecordError[]) {
    super(errors.map((error) => error.statusCode).join(', '));
    this.errors = errors;
  }
}

/** Refuses with one error. */
export const refuse = (
  statusCode: string,
  message: string,
  rest: Omit<RecordError, 'statusCode' | 'message'> = {},
): never => {
  throw new Refusal({ statusCode, message, ...rest });
};

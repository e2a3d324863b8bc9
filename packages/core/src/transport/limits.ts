/** What one request may take, and how many run at once. */
export interface TransportLimits {
  /** From sending to the answer's headers, in milliseconds. */
  readonly headersMs: number;
  /** From the headers to the body's last byte, in milliseconds. */
  readonly bodyMs: number;
  /** Of the body, unpacked. */
  readonly bodyBytesMax: number;
}

/** Longer than any CRM works on a request (two minutes), so that its own refusal is what is heard. */
export const defaultLimits: TransportLimits = {
  headersMs: 130_000,
  bodyMs: 60_000,
  bodyBytesMax: 64 * 1024 * 1024,
};

/** An address of a CRM where a sandbox has it: the same path at another origin. */
export const addressAt = (address: string, origin: string | null): string =>
  origin === null ? address : new URL(new URL(address).pathname, origin).href;

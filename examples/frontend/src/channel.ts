/** What a CRM added to the address that it sent a window back to. */
export interface Brought {
  readonly state: string | null;
  readonly code: string | null;
  readonly error: string | null;
}

/** Reaches every page of this origin in this browser, and no other page. */
export const createChannel = (): BroadcastChannel => new BroadcastChannel('connect-crm');

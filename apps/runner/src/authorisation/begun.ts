import { z } from 'zod';
import type { KeyRing } from '../credentials/key-ring.ts';
import { openText, sealText, type Binding } from '../credentials/sealed-text.ts';

/** What was begun, and what finishing it takes; stored only sealed. */
const begunShape = z.strictObject({
  /** An id that is connected already means to connect the same account again. */
  account: z.strictObject({ id: z.string(), crm: z.string(), name: z.string() }),
  tokenUrl: z.url(),
  redirectUri: z.url(),
  codeVerifier: z.string(),
});

export type Begun = z.output<typeof begunShape>;

const bindingOf = (stateHash: string): Binding => ({
  field: 'authorisation',
  row: 'state',
  id: stateHash,
});

/** Seals what was begun, for the row of one state. */
export const sealBegun = (ring: KeyRing, stateHash: string, begun: Begun): Promise<string> =>
  sealText(ring, bindingOf(stateHash), JSON.stringify(begun));

/** Opens it; throws as `openText` does. */
export const openBegun = async (ring: KeyRing, stateHash: string, sealed: string): Promise<Begun> =>
  begunShape.parse(JSON.parse(await openText(ring, bindingOf(stateHash), sealed)));

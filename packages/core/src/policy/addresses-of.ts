import type { FieldValue } from '../contract/index.ts';
import { normaliseEmail } from './normalise-email.ts';

/** The email addresses in comma-separated text, normalised, each once; what is none is left out. */
export const addressesOf = (text: FieldValue | undefined): ReadonlySet<string> =>
  new Set(
    (typeof text === 'string' ? text.split(',') : [])
      .map(normaliseEmail)
      .filter((address) => address !== null),
  );

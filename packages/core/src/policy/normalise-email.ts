import type { FieldValue } from '../contract/index.ts';
import { asciiHost } from './ascii-host.ts';

const local = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const domain = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z](?:[a-z\d-]{0,61}[a-z\d])$/;

/**
 * An email address as people are matched by it (R-PERSON-1): lower case, its domain in ASCII,
 * plus-addressing kept; `null` when the value is not an address, or has a quoted local part.
 */
export const normaliseEmail = (value: FieldValue): string | null => {
  if (typeof value !== 'string' || value.length > 1000) return null;
  const text = value.trim();
  const at = text.lastIndexOf('@');
  const name = text.slice(0, Math.max(at, 0));
  if (name.length > 64 || !local.test(name)) return null;
  const host = asciiHost(text.slice(at + 1));
  if (host === null || host.length > 253 || !domain.test(host)) return null;
  const email = `${name.toLowerCase()}@${host}`;
  return email.length > 254 ? null : email;
};

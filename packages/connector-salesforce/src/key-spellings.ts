import type { MatchKey, MatchKeyKind } from '@concord/core/contract';
import { domainToUnicode } from 'node:url';
import { keyMax } from './limits.ts';

/**
 * The texts under which a CRM may hold a key: its host in ASCII and, for an IDN, in Unicode. None
 * for what no field can hold, so that such a key matches nothing and its neighbours are asked for.
 */
export const spellingsOf = ({ kind, value }: MatchKey): string[] => {
  if (!canBeHeld(value)) return [];
  if (kind === 'unique-key') return [value];
  if (kind === 'message-id') return [value, bare(value)];
  const at = value.lastIndexOf('@') + 1;
  const unicode = value.slice(0, at) + domainToUnicode(value.slice(at));
  return unicode === value || unicode === '' ? [value] : [value, unicode];
};

const canBeHeld = (value: string): boolean =>
  value.trim() !== '' && value.length <= keyMax && value.isWellFormed() && !value.includes('\0');

/** Every key value of a kind that the text of a field answers to. */
export const keysIn = (kind: MatchKeyKind, text: unknown): string[] => {
  if (typeof text !== 'string') return [];
  if (kind === 'email') return [emailOf(text.trim().toLowerCase())];
  if (kind === 'message-id') return [`<${bare(text.trim())}>`];
  return kind === 'domain' ? domainAndParents(hostOf(text)) : [text.toLowerCase()];
};

/** A message id without its angle brackets, as some mail programs and integrations hold it. */
const bare = (messageId: string): string => messageId.replace(/^<(.*)>$/s, '$1');

const emailOf = (email: string): string => {
  const at = email.lastIndexOf('@') + 1;
  return email.slice(0, at) + (asciiHost(email.slice(at)) ?? email.slice(at));
};

const schemes = /^(?:(?:[a-z][a-z\d+.-]*:)?[\\/]{2,}|https?:[\\/]*)\s*/i;

/** The host of a website as people type it: with or without scheme, port and path. */
const hostOf = (website: string): string | null => {
  const rest = website.trim().replace(schemes, '');
  if (schemes.test(rest)) return hostOf(rest);
  const [authority = ''] = rest.split(/[\\/?#\s,;]/, 1);
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  return asciiHost(host.replace(/:\d*$/, '').replace(/\.$/, ''));
};

const asciiHost = (host: string): string | null =>
  host === '' ? null : (URL.parse(`http://${host}`)?.hostname ?? null);

/** `www.shop.acme.com`, `shop.acme.com`, `acme.com`: the engine decides which is the company's. */
const domainAndParents = (host: string | null): string[] => {
  const labels = host?.split('.') ?? [];
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
};

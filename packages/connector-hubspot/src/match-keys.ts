import type { MatchKey, MatchKeyKind } from '@concord/core/contract';
import { domainToUnicode } from 'node:url';
import { isQueryable } from './query-text.ts';

/**
 * The texts under which HubSpot may hold a key: its host in ASCII and, for an IDN, in Unicode; a
 * message id with and without its angle brackets. None for what no property can hold, so that such
 * a key matches nothing and its neighbours are asked for.
 */
export const spellingsOf = ({ kind, value }: MatchKey): string[] => {
  if (!isQueryable(value)) return [];
  if (kind === 'unique-key') return [value];
  if (kind === 'message-id') return [...new Set([value, bare(value)])].filter(isQueryable);
  if (kind === 'domain' && !hostForm.test(value)) return [];
  const at = value.lastIndexOf('@') + 1;
  const unicode = domainToUnicode(value.slice(at));
  return unicode === '' ? [value] : [...new Set([value, value.slice(0, at) + unicode])];
};

const hostForm = /^[\p{L}\p{N}.-]+$/u;

/** How a key is called, whichever way it is spelled. */
export const nameOf = ({ kind, value }: MatchKey): string =>
  kind === 'message-id'
    ? `${kind} ${bare(value)}`
    : `${kind} ${kind === 'unique-key' ? value : value.toLowerCase()}`;

/**
 * Names of all keys that the text of a property answers to.
 *
 * HubSpot: further addresses and domains are in one property each, joined by `;`. Recorded answers,
 * read 2026-11-21
 */
export const namesIn = (kind: MatchKeyKind, text: string | null | undefined): string[] =>
  valuesIn(kind, text ?? '')
    .filter((value) => value !== '')
    .map((value) => nameOf({ kind, value }));

const valuesIn = (kind: MatchKeyKind, text: string): string[] => {
  if (kind === 'unique-key' || kind === 'message-id') return [text.trim()];
  const parts = text.split(';');
  return kind === 'email' ? parts.map(emailOf) : parts.flatMap((part) => withParents(hostOf(part)));
};

/** A message id without its angle brackets, as some mail programs and integrations hold it. */
const bare = (messageId: string): string => messageId.replace(/^<(.*)>$/s, '$1');

const emailOf = (text: string): string => {
  const email = text.trim();
  const at = email.lastIndexOf('@') + 1;
  return email.slice(0, at) + (asciiHost(email.slice(at)) ?? email.slice(at));
};

const schemes = /^(?:(?:[a-z][a-z\d+.-]*:)?[\\/]{2,}|https?:[\\/]*)\s*/i;

/** The host of a website as people type it: with or without scheme, port and path. */
const hostOf = (website: string): string | null => {
  const rest = website.trim().replace(schemes, '');
  if (schemes.test(rest)) return hostOf(rest);
  const [authority = ''] = rest.split(/[\\/?#\s,]/, 1);
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  return asciiHost(host.replace(/:\d*$/, '').replace(/\.$/, ''));
};

const asciiHost = (host: string): string | null =>
  host === '' ? null : (URL.parse(`http://${host}`)?.hostname ?? null);

/** `www.shop.acme.com`, `shop.acme.com`, `acme.com`: the engine decides which is the company's. */
const withParents = (host: string | null): string[] => {
  const labels = host?.split('.') ?? [];
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
};

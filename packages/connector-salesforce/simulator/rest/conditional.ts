import { refuse } from '../org/record-error.ts';
import type { ApiCall } from './api-types.ts';

const toSeconds = (header: string): number =>
  Math.floor(
    (Number.isNaN(Date.parse(header))
      ? refuse('INVALID_HEADER', `Invalid date format: ${header}`)
      : Date.parse(header)) / 1000,
  );

const nameTag = (tag: string): string => tag.trim().replace(/^W\//u, '');

const isListed = (header: string, etag: string): boolean =>
  header.trim() === '*' || header.split(',').some((tag) => nameTag(tag) === etag);

/** What stands in the way of a conditional request: 304, 412, or null for nothing. */
export const checkConditions = (
  call: ApiCall,
  { stamp, etag }: { stamp: number; etag: string | null },
): 304 | 412 | null => {
  const { headers, method } = call;
  // Salesforce: no conditions on DELETE; entity tags on Account rows only; whole seconds. intro_rest_conditional_requests, read 2026-11-21
  if (method === 'DELETE') return null;
  const isRead = method === 'GET' || method === 'HEAD';
  const unmodified = headers['if-unmodified-since'];
  if (unmodified !== undefined && toSeconds(unmodified) < stamp) return 412;
  if (etag !== null && headers['if-match'] !== undefined && !isListed(headers['if-match'], etag))
    return 412;
  const noneMatch = headers['if-none-match'];
  if (etag !== null && noneMatch !== undefined && isListed(noneMatch, etag))
    return isRead ? 304 : 412;
  const since = headers['if-modified-since'];
  if (isRead && since !== undefined && toSeconds(since) >= stamp) return 304;
  return null;
};

/** Seconds since 1970 as an HTTP date. */
export const toHttpDate = (seconds: number): string => new Date(seconds * 1000).toUTCString();

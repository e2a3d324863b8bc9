import { createInvalidArgument } from '../invalid-argument.ts';

/** A store's cursor as callers see it: opaque, and good for one list only. */
export const encodeCursor = (list: string, cursor: string): string =>
  Buffer.from(JSON.stringify([list, cursor])).toString('base64url');

/** The store's cursor; refuses text that is no cursor of this list. */
export const decodeCursor = (list: string, text: string): string => {
  const parts = parseParts(text);
  if (parts?.[0] === list && typeof parts[1] === 'string') return parts[1];
  throw createInvalidArgument(
    'after',
    '`after` is no cursor of this list.',
    'Pass a cursor that this list returned, or leave `after` out for the first page.',
  );
};

const parseParts = (text: string): unknown[] | null => {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return Array.isArray(parts) ? parts : null;
  } catch {
    return null;
  }
};

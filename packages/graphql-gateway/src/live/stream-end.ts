import { GraphQLError } from 'graphql';
import { encodeCursor } from '../schema/cursor.ts';
import type { KeyEnd } from './watch-keys.ts';

/** Why a stream is ended that its reader has not left. */
export type StreamEnd = KeyEnd | 'token-expired' | 'grown-old';

interface Words {
  readonly code: 'UNAUTHENTICATED' | 'RESUME';
  readonly message: string;
  readonly remedy: string;
}

const words: Readonly<Record<StreamEnd, Words>> = {
  'token-expired': {
    code: 'UNAUTHENTICATED',
    message: 'The token has expired.',
    remedy: 'Subscribe again with a new token, and with `after` to miss nothing.',
  },
  'key-revoked': {
    code: 'UNAUTHENTICATED',
    message: 'The API key has been revoked.',
    remedy: 'Subscribe again with another key, and with `after` to miss nothing.',
  },
  'role-changed': {
    code: 'RESUME',
    message: 'The role of the API key has been changed.',
    remedy: 'Subscribe again, and with `after` to miss nothing.',
  },
  'grown-old': {
    code: 'RESUME',
    message: 'A stream lasts an hour at most.',
    remedy: 'Subscribe again, and with `after` to miss nothing.',
  },
};

/** What a stream ends with; `place` is where it was, `null` for one without places. */
export const createStreamEnd = (why: StreamEnd, place: string | null): GraphQLError => {
  const { message, ...extensions } = words[why];
  const cursor = place === null ? {} : { cursor: encodeCursor('changes', place) };
  return new GraphQLError(message, { extensions: { ...extensions, ...cursor } });
};

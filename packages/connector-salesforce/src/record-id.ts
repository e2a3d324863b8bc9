import { createSyncError, toRemoteId, type RemoteId } from '@concord/core/contract';

const form = /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/;
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** Whether text has the form of a record id, short or long. */
export const isRecordId = (text: string): boolean => form.test(text);

/** The 18-character form of an id of 15 or 18; throws `malformed` for other text. */
export const toRecordId = (id: string): RemoteId => {
  if (!isRecordId(id)) throw malformed();
  return toRemoteId(id.length === 18 ? id : id + suffixOf(id));
};

// Salesforce: each suffix letter spells which of five characters are upper case, first lowest.
// developer.salesforce.com "Record IDs", read 2026-11-21
const suffixOf = (id: string): string =>
  [0, 5, 10].map((from) => letters[upperCaseBits(id.slice(from, from + 5))]).join('');

const upperCaseBits = (five: string): number =>
  five.split('').reduce((bits, sign, index) => bits | (/[A-Z]/.test(sign) ? 1 << index : 0), 0);

const malformed = (): Error =>
  createSyncError('read an id: not 15 or 18 letters and digits', {
    code: 'malformed',
    retry: 'never',
    effect: 'none',
  });

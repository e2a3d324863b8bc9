import { encodeId } from '../store/record-ids.ts';
import type { Value } from '../store/table.ts';
import { refuseValues } from './bad-value.ts';
import { contactByEmail, isSameUnique } from './find-record.ts';
import type { Portal } from './portal.ts';
import { Refusal } from './refusal.ts';

/** One write whose unique values are checked. */
export interface UniqueCheck {
  readonly object: string;
  /** The record that is changed; null for a new one. */
  readonly row: number | null;
  readonly values: ReadonlyMap<string, Value>;
  /** Values that other inputs of the same request take, as `property:value`. */
  readonly claimed: Set<string>;
}

/** HubSpot: the errors of a batch name the other contact in their context, a single refusal in words alone. Recorded answers, 2021 to 2026. */
const conflict = (portal: Portal, row: number | null, isCreate: boolean): never => {
  const id = row === null ? null : encodeId(row);
  const status = isCreate ? 409 : portal.rules.emailConflictStatus;
  throw new Refusal(
    status,
    {
      message: `Contact already exists.${id === null ? '' : ` Existing ID: ${id}`}`,
      category: status === 409 ? 'CONFLICT' : 'VALIDATION_ERROR',
    },
    id === null ? {} : { existingId: [id] },
  );
};

const claim = (claimed: Set<string>, key: string): boolean => {
  if (claimed.has(key)) return false;
  claimed.add(key);
  return true;
};

const checkForgotten = (portal: Portal, name: string, email: string): void => {
  if (!portal.forgottenEmails.has(email)) return;
  const message = 'This email address belongs to a contact that was deleted for privacy reasons.';
  refuseValues(portal.id, [{ name, error: 'GDPR_BLOCKLISTED', message }]);
};

const checkEmails = (portal: Portal, check: UniqueCheck): void => {
  for (const name of ['email', 'hs_additional_emails']) {
    for (const part of check.values.get(name)?.split(';') ?? []) {
      const email = part.trim().toLowerCase();
      checkForgotten(portal, name, email);
      const other = contactByEmail(portal, email);
      if (other !== null && other !== check.row) conflict(portal, other, check.row === null);
      if (!claim(check.claimed, `email:${email}`)) conflict(portal, null, check.row === null);
    }
  }
};

/** Whether the check for unique values has noticed a value that a record has. */
export const isNoticed = (
  portal: Portal,
  object: string,
  [row, name]: readonly [number, string],
) => {
  const { table, versions } = portal.store(object);
  const since = versions.get(row, name)?.at(-1)?.at ?? table.createdAt(row);
  return portal.rules.uniqueLagMs === 0 || since + portal.rules.uniqueLagMs <= portal.now();
};

const holderOf = (portal: Portal, check: UniqueCheck, [name, value]: readonly [string, string]) => {
  const table = portal.table(check.object);
  return table
    .rowsWith(name, value)
    .filter((row) => table.isLive(row) && row !== check.row)
    .filter((row) => isSameUnique([table.get(row, name), value], portal.rules.uniqueCaseSensitive))
    .find((row) => isNoticed(portal, check.object, [row, name]));
};

const checkProperty = (portal: Portal, check: UniqueCheck, [name, value]: [string, string]) => {
  const holder = holderOf(portal, check, [name, value]);
  const key = `${name}:${portal.rules.uniqueCaseSensitive ? value : value.toLowerCase()}`;
  if (holder === undefined && claim(check.claimed, key)) return;
  const id = holder === undefined ? '' : encodeId(holder);
  const message = `${id === '' ? 'Another record in this request' : id} already has that value.`;
  refuseValues(portal.id, [{ name, error: 'CONFLICTING_UNIQUE_VALUE', message, value }]);
};

/** Refuses a write that would give two records one unique value. */
export const checkUnique = (portal: Portal, check: UniqueCheck): void => {
  if (check.object === 'contacts') checkEmails(portal, check);
  for (const [name, value] of check.values) {
    if (value !== null && portal.property(check.object, name)?.hasUniqueValue === true)
      checkProperty(portal, check, [name, value]);
  }
};

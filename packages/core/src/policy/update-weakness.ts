import type { ObjectDescription, Represents, Write } from '../contract/index.ts';
import type { Weakness, WeaknessReason } from './weakness.ts';

/** What the protection of people's edits depends on. */
export interface UpdateFacts {
  readonly crm: string;
  readonly represents: Represents;
  readonly write: Pick<Write, 'guard'>;
  readonly description: Pick<ObjectDescription, 'allows'>;
}

/** Why an update is not refused when the record has changed; `null` where it is (R-OVERWRITE-7). */
export const weaknessOfUpdate = (facts: UpdateFacts): Weakness | null => {
  const { crm, write, represents, description } = facts;
  const { kind } = write.guard;
  if (kind === 'atomic') return null;
  if (kind === 'compensating') return description.allows.read ? madeGoodFor(crm) : hidden(crm);
  return represents === 'email' ? ownFieldsOnly : open(crm);
};

const weakness = (
  reason: WeaknessReason,
  message: string,
  remedy: string | null = null,
): Weakness => ({ of: 'update', reason, message, remedy });

const madeGoodFor = (crm: string): Weakness =>
  weakness(
    'unconditional-update',
    `${crm} takes any update: what a person types in the instant of a write is replaced for a ` +
      'moment, found in the history of the record and put back.',
  );

const hidden = (crm: string): Weakness =>
  weakness(
    'history-hidden',
    `${crm} takes any update, and our user may not read the history that tells what it replaced.`,
    'Grant our user the permission to read these records.',
  );

const open = (crm: string): Weakness =>
  weakness(
    'unconditional-update',
    `${crm} takes any update: what a person types in the instant of a write may be replaced.`,
  );

// R-EMAIL-2
const ownFieldsOnly = weakness(
  'own-fields-only',
  'Only what happens to an email later is updated, in fields made for the product; what a ' +
    'person types into those may be replaced.',
);

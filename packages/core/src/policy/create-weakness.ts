import type { ObjectDescription, Write } from '../contract/index.ts';
import type { ConnectionSettings } from '../platform/index.ts';
import type { Weakness, WeaknessReason } from './weakness.ts';

const weakness = (reason: WeaknessReason, message: string, remedy: string): Weakness => ({
  of: 'create',
  reason,
  message,
  remedy,
});

/** Why no unique key keeps a second record out; `null` where one does (R-DUP-1). */
export const weaknessOfKey = (name: string, { fields }: ObjectDescription): Weakness | null => {
  const field = fields.find((one) => one.name === name);
  if (field === undefined) return missing(name);
  if (!field.unique) return notUnique(name);
  return field.creatable ? null : notWritable(name);
};

const missing = (name: string): Weakness =>
  weakness(
    'key-missing',
    `The field ${name} does not exist, or our user does not see it.`,
    `Create the field ${name} with unique values, and let our user fill it.`,
  );

const notUnique = (name: string): Weakness =>
  weakness(
    'key-not-unique',
    `The field ${name} is not unique.`,
    `Make the field ${name} unique; where the CRM does that only with a new field, delete it and ` +
      'create it again.',
  );

const notWritable = (name: string): Weakness =>
  weakness(
    'key-not-writable',
    `Our user may not fill the field ${name}.`,
    `Let our user fill the field ${name}.`,
  );

/** What creating without a unique key depends on. */
export interface UnkeyedFacts {
  readonly crm: string;
  readonly write: Pick<Write, 'matchLagMs'>;
  readonly settings: Pick<ConnectionSettings, 'createWithoutKey'>;
}

/** What the lack of a unique key leads to where matching lags; `null` where it does not. */
export const weaknessOfCreate = ({ crm, write, settings }: UnkeyedFacts): Weakness | null => {
  if (write.matchLagMs === 0) return null;
  return settings.createWithoutKey ? riskAccepted(crm) : nothingCreated(crm);
};

const late = (crm: string): string => `${crm} finds a new record only after a while`;

const nothingCreated = (crm: string): Weakness =>
  weakness(
    'nothing-created',
    `${late(crm)}, so nothing is created here without the unique key.`,
    'Supply the unique key, or accept a second record with the setting createWithoutKey.',
  );

const riskAccepted = (crm: string): Weakness =>
  weakness(
    'risk-accepted',
    `${late(crm)}, and the setting createWithoutKey has records created all the same: a second ` +
      'one may come of it.',
    'Supply the unique key, or turn the setting createWithoutKey off.',
  );

import type { Guard, ObjectDescription, RemoteObject } from '../contract/index.ts';

/** Which promise holds for the writes of one object, and why not the stronger one. */
export interface Guarantee {
  /** `compensating`: an edit in the instant of a write may be replaced, and is put back. */
  readonly update: Guard['kind'];
  readonly create: 'uniqueKey' | 'quietPeriod';
  /** `null` when both are the strongest. */
  readonly because: string | null;
}

/** How safe writes are for this account: against people's edits, and against doubles (R-DUP-1). */
export const guaranteeOf = (remote: RemoteObject, description: ObjectDescription): Guarantee => {
  const update = remote.write?.guard.kind ?? 'none';
  const unguarded = weaknesses[update];
  const unkeyed = missingKey(remote, description);
  return {
    update,
    create: unkeyed === null ? 'uniqueKey' : 'quietPeriod',
    because: [unguarded, unkeyed].filter((reason) => reason !== null).join(' ') || null,
  };
};

const weaknesses: Readonly<Record<Guarantee['update'], string | null>> = {
  atomic: null,
  compensating:
    'The CRM has no conditional update: what a person types in the instant of a write is replaced ' +
    'for a moment, found in the history of the record and put back.',
  none: 'The CRM has no conditional update.',
};

const missingKey = ({ write }: RemoteObject, { fields }: ObjectDescription): string | null => {
  if (write === undefined) return 'The connector does not write this object.';
  const name = write.uniqueKeyField;
  const field = fields.find((one) => one.name === name);
  if (field === undefined) {
    return `The field ${name} does not exist or the connected user does not see it.`;
  }
  if (!field.unique) return `The field ${name} is not unique.`;
  return field.creatable ? null : `The connected user may not write the field ${name}.`;
};

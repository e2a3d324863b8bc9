import type { Guard, ObjectDescription, RemoteObject, Write } from '../contract/index.ts';
import type { ConnectionSettings } from '../platform/index.ts';
import { weaknessOfCreate, weaknessOfKey } from './create-weakness.ts';
import { weaknessOfUpdate } from './update-weakness.ts';
import type { Weakness } from './weakness.ts';

/** Which promise holds for the writes of one object, and why not the stronger one. */
export interface Guarantee {
  /** `compensating`: an edit in the instant of a write may be replaced, and is put back. */
  readonly update: Guard['kind'];
  /** `quietPeriod`: a create whose answer was lost is repeated only after waiting and looking. */
  readonly create: 'uniqueKey' | 'quietPeriod';
  /** Empty when both are the strongest. */
  readonly weaknesses: readonly Weakness[];
}

/** What decides the guarantee of an object of one account. */
export interface GuaranteeFacts {
  /** The name people know the CRM by. */
  readonly crm: string;
  readonly remote: RemoteObject;
  readonly description: ObjectDescription;
  readonly settings: Pick<ConnectionSettings, 'createWithoutKey'>;
}

/**
 * How safe writes are for this account: against people's edits (R-OVERWRITE-7), and against doubles
 * (R-DUP-1). `null` for an object that is never written.
 */
export const guaranteeOf = (facts: GuaranteeFacts): Guarantee | null => {
  const { write } = facts.remote;
  return write === undefined ? null : ofWrite({ ...facts, write });
};

const ofWrite = (facts: GuaranteeFacts & { readonly write: Write }): Guarantee => {
  const { write, description, remote } = facts;
  const unguarded = weaknessOfUpdate({ ...facts, represents: remote.represents });
  const unkeyed = weaknessOfKey(write.uniqueKeyField, description);
  const uncreated = unkeyed === null ? null : weaknessOfCreate(facts);
  return {
    update: unguarded?.reason === 'history-hidden' ? 'none' : write.guard.kind,
    create: unkeyed === null ? 'uniqueKey' : 'quietPeriod',
    weaknesses: [unguarded, unkeyed, uncreated].filter((one) => one !== null),
  };
};

import assert from 'node:assert/strict';
import type { DraftLink, RemoteObject } from '@concord/core/contract';
import type { Trial } from './audit.ts';

const seedOne = async (
  { sandbox, samples }: Trial,
  object: string | undefined,
  role: DraftLink['role'],
): Promise<DraftLink[]> => {
  if (object === undefined) return [];
  const sample = samples[object];
  assert.ok(sample, `no sample of ${object}`);
  const [id] = await sandbox.seed(object, [sample.record(1)]);
  assert.ok(id);
  return [{ role, object, id }];
};

const objectsOf = ({ connector }: Trial, represents: RemoteObject['represents']): string[] =>
  Object.entries(connector.objects).flatMap(([name, object]) =>
    object.represents === represents ? [name] : [],
  );

/** What a new activity is given to hang on, and what of it the CRM must then show. */
export interface Hanging {
  readonly given: readonly DraftLink[];
  readonly shown: readonly DraftLink[];
}

/** For each object of people a new one of them, with a new company and owner for all. */
export const seedHangings = async (trial: Trial): Promise<Hanging[]> => {
  const hangings: Hanging[] = [];
  const companies = await seedOne(trial, objectsOf(trial, 'company')[0], 'company');
  const owners = await seedOne(trial, objectsOf(trial, 'user')[0], 'owner');
  for (const name of objectsOf(trial, 'person')) {
    const person = await seedOne(trial, name, 'person');
    // A person without a company record, as a lead, brings none to its activities.
    const ofPerson = trial.connector.objects[name]?.company ? companies : [];
    hangings.push({
      given: [...person, ...companies, ...owners],
      shown: [...person, ...ofPerson, ...owners],
    });
  }
  return hangings;
};

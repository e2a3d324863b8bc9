import assert from 'node:assert/strict';
import type { DraftLink, RemoteObject } from '@concord/core/contract';
import type { Trial } from './audit.ts';

interface Wanted {
  readonly object: string | undefined;
  readonly role: DraftLink['role'];
  readonly number: number;
}

const seedOne = async (
  { sandbox, samples }: Trial,
  { object, role, number }: Wanted,
): Promise<DraftLink[]> => {
  if (object === undefined) return [];
  const sample = samples[object];
  assert.ok(sample, `no sample of ${object}`);
  const [id] = await sandbox.seed(object, [sample.record(number)]);
  assert.ok(id);
  return [{ role, object, id }];
};

const objectsOf = ({ connector }: Trial, represents: RemoteObject['represents']): string[] =>
  Object.entries(connector.objects).flatMap(([name, object]) =>
    object.represents === represents ? [name] : [],
  );

const seedFirst = (
  trial: Trial,
  represents: RemoteObject['represents'],
  role: DraftLink['role'],
): Promise<DraftLink[]> =>
  seedOne(trial, { object: objectsOf(trial, represents)[0], role, number: 1 });

/** What a new activity is given to hang on, and what of it the CRM must then show. */
export interface Hanging {
  readonly given: readonly DraftLink[];
  readonly shown: readonly DraftLink[];
}

/** For each object of people a new one of them, with a new company and owner for all. */
export const seedHangings = async (trial: Trial): Promise<Hanging[]> => {
  const hangings: Hanging[] = [];
  const companies = await seedFirst(trial, 'company', 'company');
  const owners = await seedFirst(trial, 'user', 'owner');
  for (const name of objectsOf(trial, 'person')) {
    const person = await seedOne(trial, { object: name, role: 'person', number: 1 });
    // A person without a company record, as a lead, brings none to its activities.
    const ofPerson = trial.connector.objects[name]?.company ? companies : [];
    hangings.push({
      given: [...person, ...companies, ...owners],
      shown: [...person, ...ofPerson, ...owners],
    });
  }
  return hangings;
};

/** The same links with another person of that object. */
export const ofAnother = async (trial: Trial, { given }: Hanging): Promise<DraftLink[]> => {
  const person = given.find(({ role }) => role === 'person');
  const others = given.filter((link) => link !== person);
  return [
    ...(await seedOne(trial, { object: person?.object, role: 'person', number: 2 })),
    ...others,
  ];
};

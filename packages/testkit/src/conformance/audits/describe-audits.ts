import assert from 'node:assert/strict';
import type { FieldDescription, ObjectDescription } from '@concord/core/contract';
import { defineAudit, type Trial } from '../audit.ts';
import { fieldsOf, readOn, seedSettled } from '../read-records.ts';
import { attempt } from '../write-records.ts';

const describeObject = ({ object, sandbox }: Trial): Promise<ObjectDescription> =>
  object.describe(sandbox.context());

const fieldOf = (description: ObjectDescription, name: string): FieldDescription => {
  const found = description.fields.find((field) => field.name === name);
  assert.ok(found, `the description lacks ${name}`);
  return found;
};

const assertLimits = (field: FieldDescription): void => {
  assert.equal(field.choices !== null, field.type === 'choice', `choices of ${field.name}`);
  assert.ok(field.maxLength === null || field.maxLength > 0, `maxLength of ${field.name}`);
  assert.ok(field.label !== '' && field.remoteType !== '', `words of ${field.name}`);
  assert.ok(!field.required || field.creatable, `${field.name} is required and not creatable`);
};

const describesFields = defineAudit({
  id: 'DIS-01',
  title: 'MUST describe each field once, with its type, rights and limits (R-MAP-2, R-MAP-3)',
  run: async (trial) => {
    const description = await describeObject(trial);
    const names = description.fields.map((field) => field.name);
    assert.equal(new Set(names).size, names.length, 'a field is described twice');
    for (const field of description.fields) assertLimits(field);
    for (const name of [...fieldsOf(trial), ...Object.values(trial.object.keyFields).flat()])
      fieldOf(description, name);
    if (!trial.write) return;
    assert.equal(fieldOf(description, trial.write.uniqueKeyField).unique, true);
    for (const name of fieldsOf(trial)) assert.ok(fieldOf(description, name).creatable, name);
    const needed = description.fields.filter((field) => field.required).map(({ name }) => name);
    const given = Object.keys(trial.sample.record(0));
    assert.deepEqual(
      needed.filter((name) => !given.includes(name)),
      [],
    );
  },
});

const mapsTypes = defineAudit({
  id: 'DIS-02',
  title: 'MUST give each field a type, and `unsupported` to those it cannot map (R-MAP-4)',
  run: async (trial) => {
    const description = await describeObject(trial);
    const types = Object.keys(trial.sample.types).map((name) => [
      name,
      fieldOf(description, name).type,
    ]);
    assert.deepEqual(Object.fromEntries(types), trial.sample.types);
  },
});

const hidesFields = defineAudit({
  id: 'DIS-04',
  title:
    'MUST NOT show a field that it may not read as an empty one (R-OVERWRITE-5, R-OVERWRITE-6)',
  needs: ['read', 'hideField'],
  run: async (trial) => {
    const [field] = trial.sample.text;
    const [id] = await trial.sandbox.seed(trial.name, [
      { ...trial.sample.record(0), [field]: 'typed by a person' },
    ]);
    assert.ok(id);
    await trial.hideField(trial.name, field);
    await seedSettled(trial, 1, 1);
    const description = await describeObject(trial);
    assert.ok(!description.fields.some(({ name }) => name === field), 'describes a hidden field');
    const tried = await attempt(() => readOn(trial));
    if ('thrown' in tried) return;
    const value = tried.results.latest.get(id)?.fields[field];
    assert.notEqual(value, null, 'a hidden field reads as blank');
  },
});

const refusesInherited = defineAudit({
  id: 'DIS-05',
  title: 'MUST NOT take a name that every object inherits for a field',
  needs: ['read'],
  run: async (trial) => {
    await seedSettled(trial, 1);
    const { fields } = await describeObject(trial);
    for (const name of ['constructor', 'toString', '__proto__']) {
      assert.ok(!fields.some((field) => field.name === name), `describes ${name}`);
      const tried = await attempt(() =>
        trial.read.page(trial.sandbox.context(), { fields: [name], after: null }),
      );
      assert.ok('thrown' in tried, `reads a field named ${name}`);
    }
  },
});

/** What an object says of itself. */
export const describeAudits = [describesFields, mapsTypes, hidesFields, refusesInherited] as const;

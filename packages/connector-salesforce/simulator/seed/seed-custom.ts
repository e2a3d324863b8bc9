import type { SeededRandom } from '@concord/testkit/simulator';
import type { Field } from '../schema/field.ts';
import type { Value } from '../store/table.ts';
import { planterOf } from './plant-record.ts';
import type { SeedContext } from './seed-accounts.ts';

const madeUp: Partial<Record<Field['type'], (random: SeededRandom, index: number) => Value>> = {
  string: (_, index) => `Value ${index}`,
  textarea: (_, index) => `Some text, number ${index}`,
  email: (_, index) => `row${index}@rows.example`,
  phone: () => '+1 415 555 0100',
  url: (_, index) => `https://rows.example/${index}`,
  boolean: (random) => random.chance(0.5),
  int: (random) => random.below(1000),
  double: (random) => random.below(100_000) / 100,
  currency: (random) => random.below(100_000) / 100,
  percent: (random) => random.below(100),
  date: (random) => `20${10 + random.below(15)}-0${1 + random.below(9)}-01`,
  datetime: (random) => 1_600_000_000 + random.below(100_000_000),
};

const valueFor = (random: SeededRandom, field: Field, index: number): Value => {
  const isOptional = field.nillable && !field.unique && !field.nameField;
  if (isOptional && random.chance(0.3)) return null;
  if (field.picklist.length > 0) return random.pick(field.picklist).value;
  return madeUp[field.type]?.(random, index) ?? null;
};

/** Plants made-up records of an object that a schema file asked for. */
export const seedCustom = (context: SeedContext, object: string, count: number): void => {
  const { org, random, times, users } = context;
  const table = org.table(object);
  const plant = planterOf(table);
  const fields = table.object.fields.filter(
    (field) => field.createable && field.type !== 'reference',
  );
  for (let index = 0; index < count; index += 1) {
    const values = Object.fromEntries(
      fields.map((field) => [field.name, valueFor(random, field, index)]),
    );
    const owner = random.pick(users.owners);
    plant({ ...values, OwnerId: owner }, { ...times(index, count), userId: owner });
  }
};

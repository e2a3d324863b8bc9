import fc from 'fast-check';
import { expect, it } from 'vitest';
import { remember } from '../../src/memory-store/remember.ts';

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const isFrozen = (value: unknown): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (Object.isFrozen(value) && Object.values(value).every(isFrozen));

const data = fc.object({
  withBigInt: false,
  withDate: true,
  withNullPrototype: true,
  values: [fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.constant(undefined)],
});

it('holds what JSON says of a value, frozen', () => {
  fc.assert(
    fc.property(data, (value) => {
      expect(remember(value)).toEqual(asJson(value));
      expect(isFrozen(remember(value))).toBe(true);
    }),
  );
});

it('keeps nothing of what it was given', () => {
  const given = { list: [{ name: 'one' }] };
  const held = remember(given);
  given.list.push({ name: 'two' });
  expect(held).toEqual({ list: [{ name: 'one' }] });
});

it('takes what is held already as it is', () => {
  const held = remember({ fields: { name: 'one' } });
  const more = remember({ ...held, count: 1 });
  expect(more.fields).toBe(held.fields);
});

it('holds a field by any name', () => {
  const held = remember(JSON.parse('{"__proto__": 1, "constructor": 2}') as object);
  expect(Object.keys(held)).toEqual(['__proto__', 'constructor']);
  expect(Object.getPrototypeOf(held)).toBe(Object.prototype);
});

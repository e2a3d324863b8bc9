import { describe, expect, it } from 'vitest';
import { createFixture } from './fixture.ts';

const { ask, connect } = await createFixture();
await connect();

const sync = 'mutation M($input: SyncPersonInput!) { syncPerson(input: $input) { __typename } }';

describe('variables', () => {
  it.each([
    ['a missing variable', sync, {}, 'input'],
    ['a missing field', sync, { input: { person: { firstName: 'Ada' } } }, 'input.person'],
    [
      'an unknown field',
      sync,
      { input: { person: { email: 'a@b.com', mail: 1 } } },
      'input.person',
    ],
    [
      'a value of another type',
      sync,
      { input: { person: { email: 'a@b.com', doNotCall: 'yes' } } },
      'input.person.doNotCall',
    ],
    [
      'a value that is none of an enum',
      'query Q($kind: RunKind) { runs(first: 1, kind: $kind) { edges { cursor } } }',
      { kind: 'SIDEWAYS' },
      'kind',
    ],
  ])('name the field of %s, with a remedy', async (_, query, variables, field) => {
    const { errors } = await ask(query, variables);
    expect(errors?.[0].extensions).toMatchObject({ code: 'INVALID_VARIABLE', field });
    expect(errors?.[0].extensions.remedy).toMatch(/^Give /);
  });

  describe('of what there is to give', () => {
    const kinds = 'query Q($kind: RunKind!) { runs(first: 1, kind: $kind) { edges { cursor } } }';
    const retry = 'mutation M($i: RetryOutcomesInput!) { retryOutcomes(input: $i) { __typename } }';
    const cases = [
      ['the values of an enum', kinds, { kind: 'REED' }, 'READ'],
      ['the parts of which one is given', retry, { i: {} }, 'filter'],
      ['the nearest field', retry, { i: { filters: {} } }, 'filter'],
    ] as const;

    it.each(cases)('list %s in development', async (_, query, variables, told) => {
      const { ask: inDevelopment } = await createFixture({ mode: 'development' });
      const { errors } = await inDevelopment(query, variables);
      expect(JSON.stringify(errors)).toMatch(new RegExp(`\\b${told}\\b`, 'u'));
    });

    it.each(cases)('list nothing in production: not %s', async (_, query, variables, told) => {
      const { errors } = await ask(query, variables);
      expect(JSON.stringify(errors)).not.toMatch(new RegExp(`\\b${told}\\b`, 'u'));
      expect(errors?.[0].extensions.remedy).toMatch(/^Give `\$/);
    });
  });

  it('report every problem at once', async () => {
    const { errors } = await ask(sync, {
      input: { person: { email: 5, title: 6 }, connectionIds: [{}] },
    });
    expect(errors?.map((one) => one.extensions.field).toSorted()).toEqual([
      'input.connectionIds.0',
      'input.person.email',
      'input.person.title',
    ]);
  });

  it.each(['__proto__', 'constructor', 'toString'])('treat %s as any other name', async (name) => {
    const { errors } = await ask(
      'query Q($o: String!) { crmConnection(id: "c1") { schema(object: $o) { name } } }',
      { o: name },
    );
    expect(errors?.[0].extensions).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'object' });
  });
});

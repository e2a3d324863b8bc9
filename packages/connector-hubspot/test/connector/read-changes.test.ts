import { toCursor, type Context, type Cursor } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import type { SimulatorOptions } from '../../simulator/index.ts';
import { datedPaths, type Paths } from '../../src/paths.ts';
import {
  hostileRules,
  idsOf,
  openReadingStage,
  pathStyles,
  plant,
  read,
  readPass,
  sorted,
  texts,
  type ReadingStage,
  type ReadObject,
} from './reading-stage.ts';

const minute = 60_000;

/** A portal that was read once, an hour after it began, and where that ended. */
const openRead = async (
  object: ReadObject,
  options: SimulatorOptions = {},
  paths: Paths = datedPaths,
): Promise<ReadingStage & { readonly from: Cursor }> => {
  const stage = await openReadingStage(options, paths);
  stage.crm.clock.advance(60 * minute);
  const { cursor } = await readPass(stage.context, stage.objects[object].read);
  stage.crm.clock.advance(60 * minute);
  stage.asked();
  return { ...stage, from: cursor };
};

describe.each(pathStyles)('what changed, under $name paths', (paths) => {
  it('costs no more than 6 calls per 1,000 records', async () => {
    const stage = await openRead('contacts', {}, paths);
    const { context, objects, from } = stage;
    plant(stage, 'contacts', 2000);
    stage.crm.clock.advance(minute);
    const fields = Object.values(objects.contacts.defaultMapping);
    await objects.contacts.describe(context);
    const { records } = await readPass(context, objects.contacts.read, { fields, from });
    expect(records).toHaveLength(2000);
    expect(stage.asked().length / 2).toBeLessThanOrEqual(6);
  });

  it.each(read)('is one call where nothing changed in %s', async (object) => {
    const { context, objects, from, asked } = await openRead(object, {}, paths);
    const { records } = await readPass(context, objects[object].read, { from });
    expect(records).toEqual([]);
    expect(asked()).toHaveLength(1);
  });
});

describe.each(read)('what changed in %s', (object) => {
  it.each(hostileRules)('is whole where %o', async (rules) => {
    const stage = await openRead(object);
    const { crm, context, objects, from } = stage;
    crm.setRules(rules);
    const ids = plant(stage, object, 450);
    crm.clock.advance(2 * minute);
    const { latest } = await readPass(context, objects[object].read, { from });
    expect(sorted([...latest.keys()])).toEqual(sorted(ids));
  });

  it('comes again until no search can be behind', async () => {
    const stage = await openRead(object, {
      rules: { searchLag: { minMs: 240_000, maxMs: 240_000 } },
    });
    const { crm, context, objects } = stage;
    const [id] = plant(stage, object, 1);
    crm.clock.advance(minute);
    const first = await readPass(context, objects[object].read, { from: stage.from });
    expect(first.records).toEqual([]);
    crm.clock.advance(4 * minute);
    const second = await readPass(context, objects[object].read, { from: first.cursor });
    expect(idsOf(second.records)).toEqual([id]);
    crm.clock.advance(6 * minute);
    const third = await readPass(context, objects[object].read, { from: second.cursor });
    const fourth = await readPass(context, objects[object].read, { from: third.cursor });
    expect(fourth.records).toEqual([]);
  });

  it('shows the last of a record that changes between two pages', async () => {
    const stage = await openRead(object);
    const { crm, context, objects, from } = stage;
    const ids = plant(stage, object, 450);
    crm.clock.advance(minute);
    const text = texts[object];
    let changed = false;
    const between = () => {
      if (changed) return;
      changed = true;
      for (const id of [ids[0], ids[449]]) {
        crm.portal.update({ object, id: id ?? '' }, { [text]: 'Other' });
      }
      crm.clock.advance(minute);
    };
    const asked = { fields: [text], from, between };
    const first = await readPass(context, objects[object].read, asked);
    const second = await readPass(context, objects[object].read, { ...asked, from: first.cursor });
    const latest = new Map([...first.latest, ...second.latest]);
    expect(sorted([...latest.keys()])).toEqual(sorted(ids));
    expect([ids[0], ids[449]].map((id) => latest.get(id ?? '')?.fields[text])).toEqual([
      'Other',
      'Other',
    ]);
  });
});

describe('what changed in contacts', () => {
  it('is whole with 10,001 of one instant', async () => {
    const stage = await openRead('contacts');
    const ids = plant(stage, 'contacts', 10_001);
    stage.crm.clock.advance(minute);
    const { records } = await readPass(stage.context, stage.objects.contacts.read, {
      from: stage.from,
    });
    expect(idsOf(records)).toEqual(sorted(ids));
  }, 120_000);

  it('has every property asked for, however many', async () => {
    const stage = await openRead('contacts');
    const { crm, context, objects } = stage;
    const ids = plant(stage, 'contacts', 250);
    crm.clock.advance(minute);
    const { fields } = await objects.contacts.describe(context);
    const names = fields.map(({ name }) => name);
    const many = [...names, ...Array.from({ length: 60 }, (_, at) => `custom_property_${at}`)];
    for (const name of many.slice(names.length)) {
      const definition = { name, label: name, type: 'string', fieldType: 'text' };
      await fetch(`${crm.url}/__simulator/schema`, {
        method: 'POST',
        body: JSON.stringify({
          action: 'add',
          object: 'contacts',
          definition: { ...definition, groupName: 'contactinformation' },
        }),
      });
    }
    const { records } = await readPass(context, objects.contacts.read, {
      fields: many,
      from: stage.from,
    });
    expect(idsOf(records)).toEqual(sorted(ids));
    expect(Object.keys(records[0]?.fields ?? {})).toEqual(many);
    expect(stage.asked()).toContain('POST /crm/objects/2026-09/contacts/batch/read');
  });
});

/** A context whose first search also shows a record that lies elsewhere. */
const withStranger = (context: Context, stranger: object): Context => {
  let shown = false;
  return {
    ...context,
    fetch: async (path, init) => {
      const response = await context.fetch(path, init);
      if (shown || !path.endsWith('/search')) return response;
      shown = true;
      const body = (await response.json()) as { results: object[] };
      const results = [...body.results.slice(0, 199), stranger];
      return Response.json({ ...body, results }, { headers: response.headers });
    },
  };
};

describe('a record outside the window', () => {
  const strangers = [
    ['later than it', '2030-01-01T00:00:00Z', '99999999999999'],
    ['before it', '2001-01-01T00:00:00Z', '99999999999999'],
    ['at its end', '2026-06-01T14:30:00Z', '99999999999999'],
  ] as const;

  it.each(strangers)('is ignored, and no place to go on from: %s', async (_, updatedAt, id) => {
    const stage = await openRead('contacts');
    const { context, objects } = stage;
    const ids = plant(stage, 'contacts', 450);
    stage.crm.clock.advance(minute);
    const properties = { lastmodifieddate: updatedAt };
    const stranger = { id, properties, createdAt: updatedAt, updatedAt, archived: false };
    const first = await objects.contacts.read.page(context, { fields: [], after: stage.from });
    const after = toCursor(JSON.stringify({ ...JSON.parse(first.cursor), above: '1' }));
    const strange = withStranger(context, stranger);
    const { records } = await readPass(strange, objects.contacts.read, { from: after });
    expect(idsOf(records)).toEqual(sorted(ids));
  });
});

describe('a cursor', () => {
  it.each([
    ['of later', { v: 1, from: '2036-01-01T00:00:00.000Z', until: null, above: null }],
    ['of later, in a list', { v: 1, from: '2036-01-01T00:00:00.000Z', list: '1' }],
    ['of another version', { v: 2, from: '2026-01-01T00:00:00.000Z', until: null, above: null }],
    ['half begun', { v: 1, from: '2026-01-01T00:00:00.000Z', until: null, above: '12' }],
    ['with an id that is none', { v: 1, from: '2026-01-01T00:00:00.000Z', list: '' }],
    ['of nothing', {}],
  ])('is refused: %s', async (_, position) => {
    const { context, objects } = await openRead('contacts');
    const after = toCursor(JSON.stringify(position));
    const work = objects.contacts.read.page(context, { fields: [], after });
    await expect(work).rejects.toMatchObject({ code: 'invalid', retry: 'never' });
  });

  it('comes from HubSpot’s clock, whatever ours says', async () => {
    const stage = await openRead('contacts');
    const { crm, objects } = stage;
    const context = { ...stage.newContext(), now: () => '2001-01-01T00:00:00.000Z' as never };
    const first = await readPass(context, objects.contacts.read, { from: stage.from });
    const ids = plant(stage, 'contacts', 3);
    crm.clock.advance(minute);
    const second = await readPass(context, objects.contacts.read, { from: first.cursor });
    expect(idsOf(second.records)).toEqual(ids);
  });

  it('cannot come from an answer without a date', async () => {
    const { context, objects, from } = await openRead('contacts');
    const undated: Context = {
      ...context,
      fetch: async (path, init) => new Response(await (await context.fetch(path, init)).text()),
    };
    for (const after of [null, from]) {
      const work = objects.contacts.read.page(undated, { fields: [], after });
      await expect(work).rejects.toMatchObject({ code: 'malformed' });
    }
  });
});

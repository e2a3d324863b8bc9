import { toInstant } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import {
  hostileRules,
  idsOf,
  listed,
  openReadingStage,
  pathStyles,
  plant,
  readBin,
  readPass,
  sorted,
  texts,
} from './reading-stage.ts';

const minute = 60_000;

describe.each(pathStyles)('a first read under $name paths', (paths) => {
  it.each(listed)('brings every live record of %s once', async (object) => {
    const counts = { companies: 60, contacts: 230, deals: 120 };
    const stage = await openReadingStage({ ...counts, tasks: 0, emails: 0 }, paths);
    const { records } = await readPass(stage.context, stage.objects[object].read);
    const live = records.filter(({ removed }) => !removed);
    expect(idsOf(live)).toEqual(sorted(stage.crm.portal.ids(object)));
    expect(records).toHaveLength(new Set(idsOf(records)).size);
  });

  it('asks for no more than 10.5 calls per 1,000 records', async () => {
    const stage = await openReadingStage({}, paths);
    plant(stage, 'contacts', 4000);
    const { contacts } = stage.objects;
    const fields = Object.values(contacts.defaultMapping);
    await contacts.describe(stage.context);
    const { records } = await readPass(stage.context, contacts.read, { fields });
    expect(records).toHaveLength(4000);
    expect(stage.asked().length / 4).toBeLessThanOrEqual(10.5);
  });
});

describe.each(listed)('a first read of %s', (object) => {
  it.each(hostileRules)('misses none where %o', async (rules) => {
    const stage = await openReadingStage({ rules });
    const ids = plant(stage, object, 250);
    const { records } = await readPass(stage.context, stage.objects[object].read);
    expect(idsOf(records)).toEqual(sorted(ids));
  });

  it('is followed by what changed while it was on its way', async () => {
    const stage = await openReadingStage();
    const { crm, context, objects } = stage;
    const ids = plant(stage, object, 250);
    crm.clock.advance(60 * minute);
    const text = texts[object];
    const fields = [text];
    let number = 0;
    const between = () => {
      const [first = '', last = ''] = [ids[number], ids[240 - number]];
      for (const id of [first, last]) crm.portal.update({ object, id }, { [text]: 'Other' });
      plant(stage, object, 1, 1000 + number);
      number += 1;
      crm.clock.advance(60 * minute);
    };
    const first = await readPass(context, objects[object].read, { fields, between });
    const second = await readPass(context, objects[object].read, { fields, from: first.cursor });
    const latest = new Map([...first.latest, ...second.latest]);
    expect(sorted([...latest.keys()])).toEqual(sorted(crm.portal.ids(object)));
    const other = [...latest.values()].filter((one) => one.fields[text] === 'Other');
    expect(other).toHaveLength(2 * number);
  });

  it('goes on from a cursor that was put aside for days', async () => {
    const stage = await openReadingStage({ rules: { shortPages: 1 } });
    const ids = plant(stage, object, 130);
    const { read } = stage.objects[object];
    const page = await read.page(stage.context, { fields: [], after: null });
    expect(page.more).toBe(true);
    // The very record that the list was to go on with.
    const { list } = JSON.parse(page.cursor) as { list: string };
    stage.crm.portal.archive({ object, id: list });
    stage.crm.clock.advance(3 * 86_400_000);
    const rest = await readPass(stage.newContext(), read, { from: page.cursor });
    expect([...idsOf(page.records), ...idsOf(rest.records)]).toEqual(
      sorted(ids.filter((id) => id !== list)),
    );
  });
});

describe('a record as it is read', () => {
  it('has exactly the fields asked for, empty ones null', async () => {
    const stage = await openReadingStage();
    const [id] = plant(stage, 'contacts', 1);
    const fields = ['email', 'jobtitle', 'associatedcompanyid'];
    const { records } = await readPass(stage.context, stage.objects.contacts.read, { fields });
    const at = toInstant(stage.crm.clock.now());
    expect(records).toEqual([
      {
        id,
        fields: { email: 'p0@acme.example', jobtitle: null, associatedcompanyid: null },
        modifiedAt: at,
        revision: at,
        removed: false,
        mergedInto: null,
      },
    ]);
  });

  it('has numbers, booleans, dates and instants of their types', async () => {
    const stage = await openReadingStage();
    const { crm, context, objects } = stage;
    crm.portal.insert('companies', {
      numberofemployees: '1200',
      annualrevenue: '0.5',
      is_public: 'false',
      do_not_contact: 'true',
      founded_on: '1999-12-31',
      unify_created_at: '2026-03-24T10:00:00Z',
      regions: 'AMER;EMEA',
      zip: '01234',
    });
    const fields = [
      'numberofemployees',
      'annualrevenue',
      'is_public',
      'do_not_contact',
      'founded_on',
      'unify_created_at',
      'regions',
      'zip',
      'createdate',
    ];
    const { records } = await readPass(context, objects.companies.read, { fields });
    expect(records[0]?.fields).toEqual({
      numberofemployees: 1200,
      annualrevenue: 0.5,
      is_public: false,
      do_not_contact: true,
      founded_on: '1999-12-31',
      unify_created_at: '2026-03-24T10:00:00.000Z',
      regions: 'AMER;EMEA',
      zip: '01234',
      createdate: toInstant(crm.clock.now()),
    });
  });

  it('is not taken for empty where a property is gone (R-OVERWRITE-5)', async () => {
    const stage = await openReadingStage();
    plant(stage, 'companies', 1);
    const { read } = stage.objects.companies;
    const fields = ['do_not_contact'];
    await readPass(stage.context, read, { fields });
    await fetch(`${stage.crm.url}/__simulator/schema`, {
      method: 'POST',
      body: JSON.stringify({ action: 'archive', object: 'companies', property: fields[0] }),
    });
    await expect(readPass(stage.context, read, { fields })).rejects.toMatchObject({
      code: 'unsupported',
      field: 'do_not_contact',
      effect: 'none',
    });
    const { records } = await readPass(stage.context, read);
    expect(records).toHaveLength(1);
  });
});

describe('a list of records with more fields than an address takes', () => {
  const openWide = async () => {
    const stage = await openReadingStage();
    const names = Array.from({ length: 170 }, (_, at) => `${'wide_'.repeat(18)}${at}`);
    const definition = { type: 'string', fieldType: 'text', groupName: 'dealinformation' };
    const add = (name: string) =>
      fetch(`${stage.crm.url}/__simulator/schema`, {
        method: 'POST',
        body: JSON.stringify({
          action: 'add',
          object: 'deals',
          definition: { ...definition, name, label: name },
        }),
      });
    await Promise.all(names.map(add));
    const [deal = '', bare = ''] = plant(stage, 'deals', 2);
    stage.crm.portal.update({ object: 'deals', id: deal }, { [names[169] ?? '']: 'far out' });
    return { stage, names, deal, bare };
  };

  it('brings their values, and what they belong to', async () => {
    const { stage, names, deal, bare } = await openWide();
    const [company = ''] = plant(stage, 'companies', 1);
    stage.crm.portal.associate({
      from: { object: 'deals', id: deal },
      to: { object: 'companies', id: company },
      typeIds: [],
    });
    const { read } = stage.objects.deals;
    const { latest } = await readPass(stage.context, read, { fields: names });
    expect(idsOf([...latest.values()])).toEqual([deal, bare]);
    expect(Object.keys(latest.get(deal)?.fields ?? {})).toEqual(names);
    expect(latest.get(deal)?.fields[names[169] ?? '']).toBe('far out');
    expect(latest.get(deal)?.associated).toEqual({ companies: [company], contacts: [] });
  });

  it('brings those of the recycle bin', async () => {
    const { stage, names, deal } = await openWide();
    stage.crm.portal.archive({ object: 'deals', id: deal });
    const records = await readBin(stage.context, stage.objects.deals.read, names);
    expect(records.map(({ id, removed }) => [id, removed])).toEqual([[deal, true]]);
    expect(records[0]?.fields[names[169] ?? '']).toBe('far out');
  });
});

import type { Cursor, RemoteRecord } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { connectors } from './both-styles.ts';
import { openStage, type Stage } from './open-stage.ts';

const fields = ['email', 'lastName'];

describe.each(connectors)('owners under $name paths', ({ hubspot }) => {
  const { read } = hubspot.objects.owners;

  const readPass = async ({ context }: Stage, from: Cursor | null = null) => {
    const records: RemoteRecord[] = [];
    let page = await read.page(context, { fields, after: from });
    records.push(...page.records);
    while (page.more) {
      page = await read.page(context, { fields, after: page.cursor });
      records.push(...page.records);
    }
    return { records, cursor: page.cursor };
  };

  it('are read with those who left', async () => {
    const stage = await openStage();
    const ada = stage.crm.portal.addOwner({
      email: 'ada@us.example',
      firstName: 'Ada',
      lastName: 'L',
    });
    const bob = stage.crm.portal.addOwner({
      email: 'bob@us.example',
      firstName: 'Bob',
      lastName: 'B',
    });
    stage.crm.portal.archiveOwner(bob);
    const { records } = await readPass(stage);
    const byId = new Map(records.map((record) => [String(record.id), record]));
    expect(byId.get(ada)).toMatchObject({
      fields: { email: 'ada@us.example', lastName: 'L' },
      removed: false,
      revision: null,
    });
    expect(byId.get(bob)).toMatchObject({ removed: true });
  });

  it('come anew with every pass, whatever their number', async () => {
    const stage = await openStage();
    const { cursor } = await readPass(stage);
    const added = Array.from({ length: 600 }, (_, at) =>
      stage.crm.portal.addOwner({ email: `o${at}@us.example`, firstName: 'O', lastName: `${at}` }),
    );
    const { records } = await readPass(stage, cursor);
    const ids = records.map(({ id }) => String(id));
    expect(ids).toEqual(expect.arrayContaining(added));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('have an empty field where HubSpot has none', async () => {
    const stage = await openStage();
    const { records } = await readPass(stage);
    expect(records.some((record) => record.fields['email'] === null)).toBe(true);
    for (const record of records) expect(Object.keys(record.fields)).toEqual(fields);
  });

  it('refuse a cursor that is not theirs', async () => {
    const { context } = await openStage();
    const after = '{"v":9}' as Cursor;
    await expect(read.page(context, { fields, after })).rejects.toMatchObject({ code: 'invalid' });
  });
});

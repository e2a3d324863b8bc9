import { createSyncError } from '@concord/core/contract';
import type { ProductField, SyncErrorCode } from '@concord/core/contract';
import { createMemoryCrm, crmObjects, uniqueKeyField } from '@concord/testkit/memory-crm';
import { describe, expect, it } from 'vitest';
import { connectionId, createWorld } from './world.ts';
import type { World } from './world.ts';

const product = (object: string, name = uniqueKeyField): ProductField => ({
  object,
  definedOn: object,
  name,
  label: name,
  type: 'text',
  maxLength: 255,
  unique: name === uniqueKeyField,
});

const fields = [product('Person'), product('Task'), product('Company', 'Play__c')];

const refusal = (code: SyncErrorCode) =>
  createSyncError(`create field: ${code}`, { code, retry: 'never', effect: 'none' });

/** An account that lacks the product's fields, whose CRM creates them unless it refuses one. */
const withoutFields = async (refused: Readonly<Record<string, SyncErrorCode>> = {}) => {
  const crm = createMemoryCrm(crmObjects);
  for (const { object, name } of fields) crm.hidden.add(`${object}.${name}`);
  const connector = {
    ...crm.connector,
    productFields: fields,
    createField: async (_: unknown, { object, name }: ProductField) => {
      const code = refused[object];
      if (code !== undefined) throw refusal(code);
      crm.hidden.delete(`${object}.${name}`);
    },
  };
  const world = await createWorld({ crm, parts: { connectors: [connector] } });
  const missing = async () => {
    const connection = await world.store.getConnection(connectionId);
    return world.engine.missingFields(connection!).map(({ object }) => object);
  };
  return { world, missing };
};

describe('missingFields', () => {
  it('names what the customer has not created', async () => {
    const { missing } = await withoutFields();
    expect(await missing()).toEqual(['Person', 'Task', 'Company']);
  });

  it('asks for nothing in an object that our user does not see', async () => {
    const { world, missing } = await withoutFields();
    world.crm.hidden.add('Task');
    await world.read();
    expect(await missing()).toEqual(['Person', 'Company']);
  });
});

describe('createFields', () => {
  it('creates what is missing and maps it beside what is mapped (R-MAP-2)', async () => {
    const { world, missing } = await withoutFields();
    const before = await world.store.getMappings(connectionId);
    expect(await world.engine.createFields(connectionId)).toMatchObject({ ok: true });
    expect(await missing()).toEqual([]);
    const after = await world.store.getMappings(connectionId);
    expect(after).toHaveLength(before.length + 2);
    expect(after).toContainEqual(
      expect.objectContaining({ crmObject: 'Company', crmField: 'Play__c' }),
    );
    expect(await world.engine.createFields(connectionId)).toEqual({ ok: true, value: [] });
  });

  it('goes on after one that is refused, and says why (R-ERR-3)', async () => {
    const { world, missing } = await withoutFields({ Person: 'forbidden' });
    const answer = await world.engine.createFields(connectionId);
    expect(answer.ok && answer.value.map(({ problem }) => problem)).toEqual([
      'create field: forbidden',
      null,
      null,
    ]);
    expect(await missing()).toEqual(['Person']);
  });

  it('keeps what was created when it is cut short', async () => {
    const { world, missing } = await withoutFields({ Task: 'unauthorized' });
    await expect(world.engine.createFields(connectionId)).rejects.toMatchObject({
      code: 'unauthorized',
    });
    expect(await missing()).toEqual(['Task', 'Company']);
  });

  it('says where it cannot, and that there is no such connection', async () => {
    const world = await createWorld();
    expect(await world.engine.createFields(connectionId)).toMatchObject({
      ok: false,
      problems: [{ field: 'connectionId' }],
    });
    expect(await world.engine.createFields('none')).toMatchObject({
      ok: false,
      problems: [{ message: 'no such connection' }],
    });
  });
});

describe('what a refusal had blocked', () => {
  const blocked = async (code: SyncErrorCode) => {
    const { world } = await withoutFields();
    const create = world.crm.connector.objects['Person']!.write!.create;
    const { call } = create;
    Object.assign(create, {
      call: async (_: unknown, drafts: readonly unknown[]) =>
        drafts.map(() => ({ ok: false, error: refusal(code) })),
    });
    await world.person('a@acme.com', { lastName: 'Lee' });
    await world.write();
    Object.assign(create, { call });
    return world;
  };

  it('is tried again once the account changed (R-ERR-2)', async () => {
    const world = await blocked('forbidden');
    await world.write();
    expect(world.crm.state.all('Person')).toEqual([]);
    await world.engine.createFields(connectionId);
    await world.write();
    expect(world.crm.state.all('Person')).toHaveLength(1);
  });

  /** A create is refused in the moment after somebody has done something. */
  const refusedAfter = async (deed: (world: World) => Promise<unknown>) => {
    const { world } = await withoutFields();
    const create = world.crm.connector.objects['Person']!.write!.create;
    const { call } = create;
    Object.assign(create, {
      call: async (_: unknown, drafts: readonly unknown[]) => {
        Object.assign(create, { call });
        await deed(world);
        return drafts.map(() => ({ ok: false, error: refusal('forbidden') }));
      },
    });
    await world.person('a@acme.com', { lastName: 'Lee', title: 'CEO' });
    await world.write();
    await world.write();
    return world.crm.state.all('Person');
  };

  it('is tried again where another process saw the change meanwhile (R-ERR-2)', async () => {
    const people = await refusedAfter(({ engine }) => engine.createFields(connectionId));
    expect(people).toHaveLength(1);
  });

  it('is tried again where fields were mapped otherwise meanwhile (R-ERR-2)', async () => {
    const people = await refusedAfter(async ({ engine, store }) => {
      const known = await store.getMappings(connectionId);
      const mappings = known.filter(
        ({ object, platformField }) => object === 'person' && platformField !== 'title',
      );
      await engine.saveMappings(connectionId, 'person', mappings);
    });
    expect(people).toMatchObject([{ fields: { LastName: 'Lee' } }]);
    expect(people).not.toMatchObject([{ fields: { Title: 'CEO' } }]);
  });

  it('waits for a person while nothing changed (R-ERR-2)', async () => {
    const world = await blocked('forbidden');
    await world.read();
    await world.write();
    expect(world.crm.state.all('Person')).toEqual([]);
  });

  it('is not tried again where no mapping helps (R-ERR-2)', async () => {
    const world = await blocked('unexpected');
    await world.engine.createFields(connectionId);
    await world.write();
    expect(world.crm.state.all('Person')).toEqual([]);
  });
});

import { createMemoryCrm, crmObjects } from '@concord/testkit/memory-crm';
import { describe, expect, it } from 'vitest';
import { createFixture } from './fixture.ts';

const createConnected = async () => {
  const fixture = await createFixture();
  await fixture.connect();
  return fixture;
};

const { ask, engine, clock } = await createConnected();

describe('connections', () => {
  it('shows when associations were last asked for, and the runs that did (R-TIME-2)', async () => {
    const { ask: question, store, clock: time, connect } = await createFixture();
    await connect();
    const query = `{
      crmConnection(id: "c1") { lastAssociatedAt }
      runs(first: 9, connectionId: "c1", kind: ASSOCIATIONS) { edges { node { kind } } }
    }`;
    const before = await question(query);
    expect(before.errors).toBeUndefined();
    expect(before.data).toEqual({ crmConnection: { lastAssociatedAt: null }, runs: { edges: [] } });
    await store.changeConnection('c1', { lastAssociatedAt: time.now() });
    const { data } = await question(query);
    expect(data.crmConnection.lastAssociatedAt).toBe(time.now());
  });

  it('shows state, switches, settings and activity', async () => {
    const { data, errors } = await ask(`{
      crmConnections {
        id crm name state reading writing
        settings { createAs accountTieBreak readEveryMinutes followRedirects brandPrefix quietPeriodMs }
        activity { state since hold { reason until } }
      }
    }`);
    expect(errors).toBeUndefined();
    expect(data.crmConnections[0]).toMatchObject({
      id: 'c1',
      crm: 'memory',
      name: 'Acme CRM',
      reading: false,
      writing: false,
      settings: { createAs: 'CONTACTS_AND_ACCOUNTS', readEveryMinutes: 15 },
      activity: { state: 'IDLE' },
    });
  });

  it('shows what can be done to each object, and how surely', async () => {
    const { data, errors } = await ask(`{
      crmConnection(id: "c1") {
        objects {
          name represents
          capabilities { read create update remove }
          guarantee { update create because weaknesses { reason } }
        }
      }
    }`);
    expect(errors).toBeUndefined();
    expect(data.crmConnection.objects).toEqual([
      {
        name: 'Company',
        represents: 'COMPANY',
        capabilities: { read: true, create: true, update: true, remove: true },
        guarantee: { update: 'ATOMIC', create: 'UNIQUE_KEY', because: null, weaknesses: [] },
      },
      expect.objectContaining({ name: 'Person', represents: 'PERSON' }),
    ]);
  });

  it('says why a guarantee is not stronger, and what helps (R-OVERWRITE-7, R-DUP-1)', async () => {
    const crm = createMemoryCrm(crmObjects, { compensates: true, matchLagMs: 60_000 });
    crm.hidden.add('Company.Key__c');
    const weaker = await createFixture({ crm });
    await weaker.connect();
    const { data, errors } = await weaker.ask(`{
      crmConnection(id: "c1") {
        objects {
          name guarantee { update create because weaknesses { of reason message remedy } }
        }
      }
    }`);
    expect(errors).toBeUndefined();
    const { objects } = data.crmConnection;
    expect(objects.find(({ name }: { name: string }) => name === 'User').guarantee).toBeNull();
    const { guarantee } = objects.find(({ name }: { name: string }) => name === 'Company');
    expect(guarantee).toMatchObject({
      update: 'COMPENSATING',
      create: 'QUIET_PERIOD',
      because: expect.stringContaining('put back. The field Key__c does not exist'),
      weaknesses: [
        { of: 'UPDATE', reason: 'UNCONDITIONAL_UPDATE', remedy: null },
        {
          of: 'CREATE',
          reason: 'KEY_MISSING',
          remedy: expect.stringContaining('Create the field'),
        },
        {
          of: 'CREATE',
          reason: 'NOTHING_CREATED',
          message: expect.stringContaining('after a while'),
        },
      ],
    });
  });

  it('counts lag from the last read that caught up (R-TIME-1)', async () => {
    const query = `{
      crmConnection(id: "c1") {
        objects { checkpoint { at lagSeconds } counts { mirrored skipped failed waiting pending } }
      }
    }`;
    const before = await ask(query);
    expect(before.data.crmConnection.objects[0]).toEqual({
      checkpoint: null,
      counts: { mirrored: 0, skipped: 0, failed: 0, waiting: 0, pending: 0 },
    });
    await engine.setSwitches('c1', { reading: true });
    await engine.startRead('c1');
    await engine.runRead('c1', new AbortController().signal);
    await clock.advance(90_000);
    const after = await ask(query);
    expect(after.data.crmConnection.objects[0].checkpoint.lagSeconds).toBe(90);
  });

  it('shows mappings with their findings, by object', async () => {
    const { data } = await ask(`{
      crmConnection(id: "c1") {
        fieldMappings(object: PERSON) {
          object platformField crmObject crmField direction defaultValue confirmed
          findings { severity code message remedy }
        }
        findings { object crmField severity }
      }
    }`);
    const mappings = data.crmConnection.fieldMappings;
    expect(new Set(mappings.map((one: { object: string }) => one.object))).toEqual(
      new Set(['PERSON']),
    );
    expect(mappings).toContainEqual({
      object: 'PERSON',
      platformField: 'email',
      crmObject: 'Person',
      crmField: 'Email',
      direction: 'READ_WRITE',
      defaultValue: null,
      confirmed: expect.any(Boolean),
      findings: [],
    });
  });

  it('shows the fields of an object, and names the objects there are', async () => {
    const { data } = await ask(`{
      crmConnection(id: "c1") { schema(object: "Person") { name type required choices } }
    }`);
    expect(data.crmConnection.schema).toContainEqual({
      name: 'LastName',
      type: 'TEXT',
      required: true,
      choices: null,
    });
    const wrong = await ask('{ crmConnection(id: "c1") { schema(object: "Car") { name } } }');
    expect(wrong.errors?.[0].extensions).toMatchObject({
      field: 'object',
      remedy: 'Give `object` one of: Company, Person.',
    });
  });

  it('answers null for a connection that does not exist', async () => {
    const { data } = await ask('{ crmConnection(id: "nope") { id } }');
    expect(data).toEqual({ crmConnection: null });
  });
});

describe('operating', () => {
  it('sets the switches that are named', async () => {
    const { data } = await ask(`mutation {
      setSwitches(input: { connectionId: "c1", writing: true }) {
        ... on SetSwitchesSuccess { connection { reading writing } }
      }
    }`);
    expect(data.setSwitches.connection).toEqual({ reading: true, writing: true });
  });

  it('queues one read at a time', async () => {
    const start = `mutation {
      startRead(input: { connectionId: "c1", objects: ["Person"] }) {
        ... on StartReadSuccess { run { id kind state objects queuedAt startedAt } }
      }
    }`;
    const [first, second] = [await ask(start), await ask(start)];
    expect(first.data.startRead.run).toMatchObject({
      kind: 'READ',
      state: 'QUEUED',
      objects: ['Person'],
    });
    expect(second.data.startRead.run.id).toBe(first.data.startRead.run.id);
    const { data } = await ask(`{
      runs(first: 1, connectionId: "c1", kind: READ) {
        edges { node { id connection { name } counts { object read } apiCalls failure { message } } }
        pageInfo { hasNextPage }
      }
    }`);
    expect(data.runs.edges[0].node.id).toBe(first.data.startRead.run.id);
    expect(data.runs.pageInfo.hasNextPage).toBe(true);
  });

  it('refuses to read an object that the CRM lacks', async () => {
    const { data } = await ask(`mutation {
      startRead(input: { connectionId: "c1", objects: ["Car"] }) {
        ... on InvalidInput { problems { field message remedy } }
      }
    }`);
    expect(data.startRead.problems).toEqual([
      {
        field: 'input.objects',
        message: 'memory has no object "Car"',
        remedy: 'use some of Company, Person',
      },
    ]);
  });

  it('saves mappings, and names the one that cannot work (R-MAP-3)', async () => {
    const save = `mutation M($mappings: [FieldMappingInput!]!) {
      saveFieldMappings(input: { connectionId: "c1", object: COMPANY, mappings: $mappings }) {
        __typename
        ... on SaveFieldMappingsSuccess {
          connection { fieldMappings(object: COMPANY) { crmField defaultValue } }
          findings { severity }
        }
        ... on InvalidInput { problems { field message remedy } }
      }
    }`;
    const name = {
      platformField: 'name',
      crmObject: 'Company',
      crmField: 'Name',
      direction: 'READ_WRITE',
      defaultValue: 'Unnamed',
    };
    const good = await ask(save, { mappings: [name] });
    expect(good.data.saveFieldMappings.connection.fieldMappings).toEqual([
      { crmField: 'Name', defaultValue: 'Unnamed' },
    ]);
    const bad = await ask(save, { mappings: [name, { ...name, crmField: 'Nope' }] });
    expect(bad.data.saveFieldMappings.problems[0]).toMatchObject({ field: 'input.mappings.1' });
  });
});

import { createSyncError, type ProductField } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { createFixture } from './fixture.ts';
import { createWideFixture } from './wide-fixture.ts';

const productField: ProductField = {
  object: 'Person',
  definedOn: 'Person',
  name: 'Status__c',
  label: 'Unify Most Recent Sequence Status',
  type: 'text',
  maxLength: 255,
  unique: false,
};

const { ask, clock, engine, insert, read, store } = await createWideFixture({
  checkPermissions: async () => [
    { name: 'Edit Tasks', state: 'granted', neededFor: 'Tasks.', remedy: null },
    {
      name: 'View All Records on Contact',
      state: 'missing',
      neededFor: 'Reading every contact.',
      remedy: 'Grant it in Setup.',
    },
  ],
  productFields: [productField],
  createField: () => Promise.reject(createRefusal()),
});

const createRefusal = () =>
  createSyncError('create Person.Status__c: the CRM refused it', {
    code: 'forbidden',
    retry: 'never',
    effect: 'none',
  });

const createExpired = () =>
  createSyncError('check permissions: the session expired', {
    code: 'unauthorized',
    retry: 'never',
    effect: 'none',
  });

describe('permissions', () => {
  const query = `{
    crmConnection(id: "c1") {
      permissions {
        list { name state neededFor remedy }
        missing { name remedy }
        failure { class message remedy }
      }
    }
  }`;

  it('are listed by name, missing ones with the remedy (R-ERR-5)', async () => {
    const { data, errors } = await ask(query);
    expect(errors).toBeUndefined();
    const { list, missing, failure } = data.crmConnection.permissions;
    expect(list).toHaveLength(2);
    expect(list[0]).toEqual({
      name: 'Edit Tasks',
      state: 'GRANTED',
      neededFor: 'Tasks.',
      remedy: null,
    });
    expect(missing).toEqual([
      { name: 'View All Records on Contact', remedy: 'Grant it in Setup.' },
    ]);
    expect(failure).toBeNull();
  });

  it('say why a CRM could not be asked (R-ERR-4)', async () => {
    const fixture = await createWideFixture({
      checkPermissions: () => Promise.reject(createExpired()),
    });
    const { data, errors } = await fixture.ask(query);
    expect(errors).toBeUndefined();
    expect(data.crmConnection.permissions).toEqual({
      list: [],
      missing: [],
      failure: {
        class: 'CREDENTIALS',
        message: 'check permissions: the session expired',
        remedy: 'Reconnect the CRM account; waiting work then goes on.',
      },
    });
  });

  it('are asked of the CRM five times in a row, then once a minute, whoever asks', async () => {
    let asked = 0;
    const fixture = await createWideFixture({
      checkPermissions: async () => {
        asked += 1;
        return [];
      },
    });
    const askOften = async () => {
      for (let turn = 0; turn < 10; turn += 1)
        await Promise.all([fixture.ask(query), fixture.ask(query)]);
    };
    await askOften();
    expect(asked).toBe(5);
    await fixture.clock.advance(59_999);
    await askOften();
    expect(asked).toBe(5);
    await fixture.clock.advance(1);
    await askOften();
    expect(asked).toBe(6);
    await fixture.clock.advance(3_600_000);
    await askOften();
    expect(asked).toBe(11);
    await fixture.connect();
    await askOften();
    expect(asked).toBe(12);
  });

  it('cannot be asked of a CRM a hundred times by one query', async () => {
    const { errors } = await ask(`{
      outcomes(first: 100) { edges { node { connection { permissions { missing { name } } } } } }
    }`);
    expect(errors?.[0].extensions.code).toBe('QUERY_TOO_COMPLEX');
  });
});

describe('product fields', () => {
  const create = `mutation {
    createProductFields(connectionId: "c1") {
      __typename
      ... on CreateProductFieldsSuccess {
        fields { field { object name } problem }
        connection { missingFields { name } }
      }
      ... on InvalidInput { problems { field message remedy } }
      ... on Refused { failure { class remedy } }
    }
  }`;

  it('that are missing are shown', async () => {
    const { data } = await ask(`{
      crmConnection(id: "c1") {
        missingFields { object definedOn name label type maxLength unique }
      }
    }`);
    expect(data.crmConnection.missingFields).toEqual([{ ...productField, type: 'TEXT' }]);
  });

  it('are created, each with what became of it', async () => {
    const { data } = await ask(create);
    expect(data.createProductFields).toEqual({
      __typename: 'CreateProductFieldsSuccess',
      fields: [
        {
          field: { object: 'Person', name: 'Status__c' },
          problem: 'create Person.Status__c: the CRM refused it',
        },
      ],
      connection: { missingFields: [{ name: 'Status__c' }] },
    });
  });

  it('are refused with the reason where the CRM cannot be reached', async () => {
    const fixture = await createWideFixture({
      productFields: [productField],
      createField: () => Promise.reject(createExpired()),
    });
    const { data } = await fixture.ask(create);
    expect(data.createProductFields).toMatchObject({
      __typename: 'Refused',
      failure: { class: 'CREDENTIALS' },
    });
  });

  it('are left to a person where the CRM has no way', async () => {
    const fixture = await createFixture();
    await fixture.connect();
    const { data } = await fixture.ask(create);
    expect(data.createProductFields.problems).toMatchObject([{ field: 'connectionId' }]);
  });
});

describe('settings', () => {
  const update = `mutation M($input: UpdateSettingsInput!) {
    updateSettings(input: $input) {
      __typename
      ... on UpdateSettingsSuccess {
        connection { settings { createAs emailWriteback assignLeads readEveryMinutes brandPrefix } }
      }
      ... on InvalidInput { problems { field message remedy } }
      ... on NotFound { id }
    }
  }`;

  it('change where named and stay otherwise (R-PERSON-3)', async () => {
    const settings = {
      createAs: 'LEADS',
      emailWriteback: 'TASK',
      assignLeads: true,
      brandPrefix: null,
    };
    const { data } = await ask(update, { input: { connectionId: 'c1', settings } });
    const changed = {
      createAs: 'LEADS',
      emailWriteback: 'TASK',
      assignLeads: true,
      readEveryMinutes: 15,
      brandPrefix: 'Unify',
    };
    expect(data.updateSettings.connection.settings).toEqual(changed);
    const after = await ask(`{
      crmConnection(id: "c1") {
        settings { createAs emailWriteback assignLeads readEveryMinutes brandPrefix }
      }
    }`);
    expect(after.data.crmConnection.settings).toEqual(changed);
  });

  it('name each one that cannot be', async () => {
    const settings = { readEveryMinutes: 0, brandPrefix: ' ', quietPeriodMs: -1 };
    const { data } = await ask(update, { input: { connectionId: 'c1', settings } });
    expect(
      data.updateSettings.problems.map((one: { field: string }) => one.field).toSorted(),
    ).toEqual([
      'input.settings.brandPrefix',
      'input.settings.quietPeriodMs',
      'input.settings.readEveryMinutes',
    ]);
    const missing = await ask(update, { input: { connectionId: 'c9', settings: {} } });
    expect(missing.data.updateSettings).toEqual({ __typename: 'NotFound', id: 'c9' });
  });
});

describe('reprocess', () => {
  const start = `mutation M($object: PlatformObject!) {
    reprocess(input: { connectionId: "c1", object: $object }) {
      ... on ReprocessSuccess { run { id kind state objects fields } }
      ... on InvalidInput { problems { field remedy } }
    }
  }`;

  it('queues a run of its own kind (R-TIME-3)', async () => {
    const { data } = await ask(start, { object: 'PERSON' });
    expect(data.reprocess.run).toMatchObject({
      kind: 'REPROCESS',
      state: 'QUEUED',
      objects: ['Person', 'Lead'],
      fields: null,
    });
    insert('Person', { Email: 'ada@acme.com', LastName: 'Lovelace' });
    await read();
    await engine.runBackground('c1', new AbortController().signal);
    const runs = await ask(`{
      runs(first: 9, kind: REPROCESS) { edges { node { id state } } }
      reconciled: runs(first: 9, kind: RECONCILE) { edges { node { id } } }
    }`);
    expect(runs.data.runs.edges).toEqual([{ node: { id: data.reprocess.run.id, state: 'DONE' } }]);
  });

  it('is shown while it is at work', async () => {
    const lease = await store.acquireLease({
      resource: 'connection:c1',
      mode: 'reprocess',
      holder: 'another process',
      now: clock.now(),
      ttlMs: 60_000,
    });
    const { data } = await ask('{ crmConnection(id: "c1") { activity { state since } } }');
    expect(data.crmConnection.activity).toEqual({ state: 'REPROCESSING', since: lease?.since });
    if (lease !== null) await store.releaseLease(lease);
  });

  it('leaves emails and tasks as they were written (R-TIME-4)', async () => {
    for (const object of ['EMAIL_MESSAGE', 'TASK']) {
      const { data } = await ask(start, { object });
      expect(data.reprocess.problems).toMatchObject([{ field: 'input.object' }]);
    }
  });
});

describe('objects', () => {
  it('of every kind are shown, each with its counts', async () => {
    const { data, errors } = await ask(`{
      crmConnection(id: "c1") {
        activity { state }
        objects { name represents capabilities { create } guarantee { update } counts { mirrored } }
      }
    }`);
    expect(errors).toBeUndefined();
    const { objects, activity } = data.crmConnection;
    expect(activity.state).toBe('IDLE');
    expect(objects.map((one: { represents: string }) => one.represents)).toEqual([
      'COMPANY',
      'PERSON',
      'PERSON',
      'EMAIL',
      'TASK',
      'OPPORTUNITY',
      'RELATION',
    ]);
    expect(objects[5]).toMatchObject({
      name: 'Deal',
      capabilities: { create: false },
      guarantee: null,
    });
  });
});

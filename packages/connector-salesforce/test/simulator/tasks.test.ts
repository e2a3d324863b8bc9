import { describe, expect, it } from 'vitest';
import { openOrg, type OpenOrg } from './open-org.ts';

const startMs = Date.parse('2026-06-01T12:00:00Z');
const frozen = { clock: { startMs, running: false } };

const create = async (org: OpenOrg, object: string, body: object): Promise<string> =>
  (await org.send('POST', `sobjects/${object}`, { body })).json.id;

const read = async (org: OpenOrg, object: string, id: string) =>
  (await org.send('GET', `sobjects/${object}/${id}`)).json;

const people = async (org: OpenOrg) => {
  const account = await create(org, 'Account', { Name: 'Acme' });
  const contact = await create(org, 'Contact', { LastName: 'Adler', AccountId: account });
  const lead = await create(org, 'Lead', { LastName: 'Lind', Company: 'Lind AG' });
  return { account, contact, lead };
};

describe('a task', () => {
  it('is filled in by its status, priority and person', async () => {
    const org = await openOrg(frozen);
    const { account, contact } = await people(org);
    const id = await create(org, 'Task', { WhoId: contact, Subject: 'Call back' });
    expect(await read(org, 'Task', id)).toMatchObject({
      Status: 'Not Started',
      Priority: 'Normal',
      TaskSubtype: 'Task',
      OwnerId: org.simulator.report.users.integration,
      AccountId: account,
      IsClosed: false,
      IsHighPriority: false,
      WhoCount: 1,
      WhatCount: 0,
      CompletedDateTime: null,
    });
    await org.send('PATCH', `sobjects/Task/${id}`, {
      body: { Status: 'Completed', Priority: 'High' },
    });
    expect(await read(org, 'Task', id)).toMatchObject({
      IsClosed: true,
      IsHighPriority: true,
      CompletedDateTime: '2026-06-01T12:00:00.000+0000',
    });
    await org.send('PATCH', `sobjects/Task/${id}`, { body: { Status: 'In Progress' } });
    expect(await read(org, 'Task', id)).toMatchObject({ IsClosed: false, CompletedDateTime: null });
  });

  it('takes the account of what it is about before that of its person', async () => {
    const org = await openOrg();
    const { contact } = await people(org);
    const other = await create(org, 'Account', { Name: 'Other' });
    const deal = { Name: 'Deal', StageName: 'Prospecting', CloseDate: '2026-09-01' };
    const opportunity = await create(org, 'Opportunity', { ...deal, AccountId: other });
    const id = await create(org, 'Task', { WhoId: contact, WhatId: opportunity });
    expect(await read(org, 'Task', id)).toMatchObject({ AccountId: other });
  });

  it('of a lead is about nothing else', async () => {
    const org = await openOrg();
    const { account, lead } = await people(org);
    const body = { WhoId: lead, WhatId: account };
    const refused = await org.send('POST', 'sobjects/Task', { body });
    expect([refused.status, refused.json[0].errorCode]).toEqual([400, 'FIELD_INTEGRITY_EXCEPTION']);
    const id = await create(org, 'Task', { WhoId: lead });
    const later = await org.send('PATCH', `sobjects/Task/${id}`, { body: { WhatId: account } });
    expect(later.json[0].errorCode).toBe('FIELD_INTEGRITY_EXCEPTION');
  });

  it('keeps its subtype and what the org works out', async () => {
    const org = await openOrg();
    const id = await create(org, 'Task', { TaskSubtype: 'Call', CallType: 'Outbound' });
    for (const body of [{ TaskSubtype: 'Email' }, { IsClosed: true }, { AccountId: null }]) {
      const refused = await org.send('PATCH', `sobjects/Task/${id}`, { body });
      expect(refused.json[0].errorCode).toBe('INVALID_FIELD_FOR_INSERT_UPDATE');
    }
    const strange = await org.send('POST', 'sobjects/Task', { body: { TaskSubtype: 'Fax' } });
    expect(strange.json[0].errorCode).toBe('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST');
  });

  it('is closed by whatever status the org says is closed', async () => {
    const taskStatuses = [
      { apiName: 'Offen', isDefault: true },
      { apiName: 'Erledigt', label: 'Ist erledigt', isClosed: true },
      { apiName: 'Abgebrochen', isClosed: true },
    ];
    const org = await openOrg({ rules: { taskStatuses } });
    const { json } = await org.query(
      'SELECT ApiName, MasterLabel, IsClosed, IsDefault FROM TaskStatus ORDER BY SortOrder',
    );
    expect(json.records).toMatchObject([
      { ApiName: 'Offen', IsClosed: false, IsDefault: true },
      { ApiName: 'Erledigt', MasterLabel: 'Ist erledigt', IsClosed: true },
      { ApiName: 'Abgebrochen', IsClosed: true },
    ]);
    const ids = await Promise.all(
      ['Erledigt', 'Abgebrochen', 'Completed', undefined].map((Status) =>
        create(org, 'Task', Status === undefined ? {} : { Status }),
      ),
    );
    const closed = await Promise.all(ids.map(async (id) => (await read(org, 'Task', id)).IsClosed));
    expect(closed).toEqual([true, true, false, false]);
    expect((await read(org, 'Task', ids[3] ?? '')).Status).toBe('Offen');
    const { fields } = (await org.send('GET', 'sobjects/Task/describe')).json;
    const status = fields.find(({ name }: { name: string }) => name === 'Status');
    expect(status.picklistValues.map(({ value }: { value: string }) => value)).toEqual([
      'Offen',
      'Erledigt',
      'Abgebrochen',
    ]);
  });

  it('is reached through its people and what it is about', async () => {
    const org = await openOrg();
    const { account, contact, lead } = await people(org);
    await create(org, 'Task', { Subject: 'a', WhoId: contact, WhatId: account });
    await create(org, 'Task', { Subject: 'b', WhoId: lead });
    const names = await org.query(
      `SELECT Who.Name, Who.Type, What.Name, What.Type FROM Task ORDER BY Subject`,
    );
    expect(names.json.records).toMatchObject([
      { Who: { Name: 'Adler', Type: 'Contact' }, What: { Name: 'Acme', Type: 'Account' } },
      { Who: { Name: 'Lind', Type: 'Lead' }, What: null },
    ]);
    const typed = await org.query(
      `SELECT TYPEOF Who WHEN Contact THEN AccountId WHEN Lead THEN Company END FROM Task WHERE Who.Type = 'Lead'`,
    );
    expect(typed.json.records).toMatchObject([{ Who: { Company: 'Lind AG' } }]);
    const children = await org.query('SELECT (SELECT Subject FROM Tasks) FROM Account');
    expect(children.json.records[0].Tasks.records).toMatchObject([{ Subject: 'a' }]);
  });

  it('is archived a year after its day, once closed', async () => {
    const org = await openOrg(frozen);
    await create(org, 'Task', { Subject: 'old', Status: 'Completed', ActivityDate: '2025-05-30' });
    await create(org, 'Task', { Subject: 'open', ActivityDate: '2025-05-30' });
    await create(org, 'Task', { Subject: 'new', Status: 'Completed' });
    const soql = 'SELECT Subject, IsArchived FROM Task ORDER BY Subject';
    const subjects = async (resource: string) =>
      (await org.send('GET', `${resource}?q=${encodeURIComponent(soql)}`)).json.records.map(
        ({ Subject }: { Subject: string }) => Subject,
      );
    expect(await subjects('query')).toEqual(['new', 'open']);
    expect(await subjects('queryAll')).toEqual(['new', 'old', 'open']);
    org.simulator.clock.advance(366 * 86_400_000);
    expect(await subjects('query')).toEqual(['open']);
  });

  it('dates its people and companies once it is closed', async () => {
    const org = await openOrg(frozen);
    const { account, contact } = await people(org);
    const before = await read(org, 'Contact', contact);
    org.simulator.clock.advance(60_000);
    const id = await create(org, 'Task', { WhoId: contact, ActivityDate: '2026-05-20' });
    expect((await read(org, 'Contact', contact)).LastActivityDate).toBeNull();
    await org.send('PATCH', `sobjects/Task/${id}`, { body: { Status: 'Completed' } });
    const after = await read(org, 'Contact', contact);
    expect(after.LastActivityDate).toBe('2026-05-20');
    expect(after.LastModifiedDate).toBe(before.LastModifiedDate);
    expect(after.SystemModstamp).toBe('2026-06-01T12:01:00.000+0000');
    expect((await read(org, 'Account', account)).LastActivityDate).toBe('2026-05-20');
  });

  it('goes with what it is about, and outlives its person', async () => {
    const org = await openOrg();
    const { account, contact } = await people(org);
    const about = await create(org, 'Task', { WhatId: account });
    const withWho = await create(org, 'Task', { WhoId: contact });
    await org.send('DELETE', `sobjects/Contact/${contact}`);
    expect(await read(org, 'Task', withWho)).toMatchObject({ WhoId: null, IsDeleted: false });
    await org.send('DELETE', `sobjects/Account/${account}`);
    expect((await org.send('GET', `sobjects/Task/${about}`)).status).toBe(404);
    expect((await org.send('GET', `sobjects/Task/${withWho}`)).status).toBe(200);
  });

  it('goes with its person where the org is set so', async () => {
    const org = await openOrg({ rules: { deletedWho: 'cascade' } });
    const { contact } = await people(org);
    const id = await create(org, 'Task', { WhoId: contact });
    await org.send('DELETE', `sobjects/Contact/${contact}`);
    expect((await org.send('GET', `sobjects/Task/${id}`)).status).toBe(404);
  });

  it('follows merged people', async () => {
    const org = await openOrg();
    const { contact } = await people(org);
    const winner = await create(org, 'Contact', { LastName: 'Adler' });
    const id = await create(org, 'Task', { WhoId: contact });
    org.simulator.org.merge('Contact', { winner, losers: [contact], values: {} });
    expect(await read(org, 'Task', id)).toMatchObject({ WhoId: winner });
  });

  it('is found again by the key of the platform', async () => {
    const org = await openOrg();
    const path = 'sobjects/Task/Unify_Metadata__c/task-1';
    const first = await org.send('PATCH', path, { body: { Subject: 'a' } });
    const second = await org.send('PATCH', path, { body: { Subject: 'b' } });
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.json.id).toBe(first.json.id);
    const body = { Unify_Metadata__c: 'task-1' };
    const twin = await org.send('POST', 'sobjects/Task', { body });
    expect(twin.json[0].errorCode).toBe('DUPLICATE_VALUE');
  });

  it('shows in replication, collections and composites', async () => {
    const org = await openOrg(frozen);
    const records = [{ attributes: { type: 'Task' }, Subject: 'a' }];
    const created = await org.send('POST', 'composite/sobjects', { body: { records } });
    const id: string = created.json[0].id;
    const url = `/services/data/v62.0/sobjects/Task/${id}`;
    const compositeRequest = [
      { method: 'PATCH', url, referenceId: 'a', body: { Status: 'Completed' } },
      { method: 'GET', url, referenceId: 'b' },
    ];
    const composite = await org.send('POST', 'composite', { body: { compositeRequest } });
    expect(composite.json.compositeResponse[1].body).toMatchObject({ IsClosed: true });
    const span = 'start=2026-06-01T11:00:00Z&end=2026-06-01T12:05:00Z';
    expect((await org.send('GET', `sobjects/Task/updated?${span}`)).json.ids).toEqual([id]);
    await org.send('DELETE', `sobjects/Task/${id}`);
    const { deletedRecords } = (await org.send('GET', `sobjects/Task/deleted?${span}`)).json;
    expect(deletedRecords).toMatchObject([{ id }]);
    const listed = await org.send('GET', `sobjects/TaskStatus/updated?${span}`);
    expect(listed.status).toBe(400);
  });
});

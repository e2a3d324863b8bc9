import { describe, expect, it } from 'vitest';
import { openOrg, type OpenOrg } from './open-org.ts';

const describeOf = async (org: OpenOrg, object: string) =>
  (await org.send('GET', `sobjects/${object}/describe`)).json;

const integrationOf = (org: OpenOrg) => org.simulator.report.users.integration;

const viewAllOf = (object: string, user: string) =>
  `SELECT SobjectType, PermissionsRead, PermissionsViewAllRecords FROM ObjectPermissions WHERE SobjectType = '${object}' AND ParentId IN (SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = '${user}')`;

describe('object permissions', () => {
  it('are seen only with View Setup and Configuration', async () => {
    const org = await openOrg();
    const user = integrationOf(org);
    const blind = await org.query(viewAllOf('Contact', user));
    expect([blind.status, blind.json[0].errorCode]).toEqual([400, 'INVALID_TYPE']);
    await org.control('rules', { userPermissions: [{ user, viewSetup: true }] });
    const seen = await org.query(viewAllOf('Contact', user));
    expect(seen.json.records).toMatchObject([
      { SobjectType: 'Contact', PermissionsViewAllRecords: true },
    ]);
    const set = await org.query('SELECT PermissionsViewSetup FROM PermissionSet');
    expect(set.json.records).toContainEqual(
      expect.objectContaining({ PermissionsViewSetup: true }),
    );
  });

  it('say who sees all contacts, and the rest see their own', async () => {
    const org = await openOrg();
    const user = integrationOf(org);
    const mine = org.simulator.org.insert('Contact', { LastName: 'Mine', OwnerId: user });
    const theirs = org.simulator.org.insert('Contact', { LastName: 'Theirs' });
    await org.control('rules', {
      userPermissions: [{ user, viewSetup: true }],
      permissions: [{ user, object: 'Contact', viewAll: false }],
    });
    const seen = await org.query(viewAllOf('Contact', user));
    expect(seen.json.records).toMatchObject([
      { PermissionsRead: true, PermissionsViewAllRecords: false },
    ]);
    const { person } = org.simulator.report.users;
    expect((await org.query(viewAllOf('Contact', person))).json.records).toMatchObject([
      { PermissionsViewAllRecords: true },
    ]);
    expect((await org.query(viewAllOf('Lead', user))).json.records).toMatchObject([
      { PermissionsViewAllRecords: true },
    ]);
    const found = await org.query('SELECT Id FROM Contact');
    expect(found.json.records).toMatchObject([{ Id: mine }]);
    expect((await org.send('GET', `sobjects/Contact/${theirs}`)).status).toBe(404);
    const all = await org.query('SELECT PermissionsViewAllData FROM PermissionSet');
    expect(all.json.records).toContainEqual(
      expect.objectContaining({ PermissionsViewAllData: false }),
    );
  });

  it('are also answered record by record', async () => {
    const org = await openOrg();
    const user = integrationOf(org);
    const mine = org.simulator.org.insert('Contact', { LastName: 'Mine', OwnerId: user });
    const theirs = org.simulator.org.insert('Contact', { LastName: 'Theirs' });
    org.simulator.setRules({
      permissions: [{ user, object: 'Contact', viewAll: false, delete: false }],
    });
    const access = await org.query(
      `SELECT RecordId, HasReadAccess, HasEditAccess, MaxAccessLevel FROM UserRecordAccess WHERE UserId = '${user}' AND RecordId IN ('${mine}', '${theirs}')`,
    );
    expect(access.json.records).toMatchObject([
      { RecordId: mine, HasReadAccess: true, HasEditAccess: true, MaxAccessLevel: 'Edit' },
      { RecordId: theirs, HasReadAccess: false, HasEditAccess: false, MaxAccessLevel: 'None' },
    ]);
    for (const where of ['', ` WHERE RecordId = '${mine}'`, ` WHERE UserId = '${user}'`]) {
      const open = await org.query(`SELECT RecordId FROM UserRecordAccess${where}`);
      expect([open.status, open.json[0].errorCode]).toEqual([400, 'MALFORMED_QUERY']);
    }
  });

  it('show in describe and in writes', async () => {
    const org = await openOrg();
    const user = integrationOf(org);
    org.simulator.setRules({
      permissions: [
        { user, object: 'Task', create: false, edit: false, fields: { Description: 'read' } },
        { user, object: 'EmailMessage', create: false, fields: { Unify_Metadata__c: 'none' } },
        { user, object: 'OpportunityContactRole', read: false },
      ],
    });
    const task = await describeOf(org, 'Task');
    expect([task.queryable, task.createable, task.updateable]).toEqual([true, false, false]);
    const field = task.fields.find(({ name }: { name: string }) => name === 'Description');
    expect([field.createable, field.updateable]).toEqual([false, false]);
    const email = await describeOf(org, 'EmailMessage');
    expect([email.createable, email.updateable]).toEqual([false, true]);
    expect(email.fields.map(({ name }: { name: string }) => name)).not.toContain(
      'Unify_Metadata__c',
    );
    const refused = await org.send('POST', 'sobjects/Task', { body: { Subject: 'x' } });
    expect(refused.status).toBe(400);
    const roles = await org.query('SELECT Id FROM OpportunityContactRole');
    expect(roles.json[0].errorCode).toBe('INVALID_TYPE');
  });
});

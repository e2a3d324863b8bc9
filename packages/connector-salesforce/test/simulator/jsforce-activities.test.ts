import { describe, expect, it } from 'vitest';
import { openOrg, type OpenOrg } from './open-org.ts';
import { Connection } from './whole-jsforce.ts';

const connect = (org: OpenOrg) =>
  new Connection({
    instanceUrl: org.simulator.url,
    accessToken: 'sim-integration',
    version: '62.0',
  });

describe('jsforce', () => {
  it('logs an email with its recipients, and clears them while it is a draft', async () => {
    const org = await openOrg();
    const connection = connect(org);
    const contact = await connection
      .sobject('Contact')
      .create({ LastName: 'A', Email: 'a@b.example' });
    const id = contact.id ?? '';
    const draft = { Status: '5', Subject: 'Hi', ToIds: [id] };
    const message = await connection.sobject('EmailMessage').create(draft);
    const read = async () =>
      connection.sobject('EmailMessage').retrieve(message.id ?? '') as Promise<{
        ToIds: string[] | null;
        ActivityId: string | null;
      }>;
    expect((await read()).ToIds).toEqual([id]);
    await connection.sobject('EmailMessage').update({ Id: message.id ?? '', ToIds: [] });
    expect((await read()).ToIds).toBeNull();
    await connection.sobject('EmailMessage').update({ Id: message.id ?? '', Status: '3' });
    const { ActivityId } = await read();
    expect(await connection.sobject('Task').retrieve(ActivityId ?? '')).toMatchObject({
      TaskSubtype: 'Email',
      IsClosed: true,
    });
    const locked = connection
      .sobject('EmailMessage')
      .update({ Id: message.id ?? '', Subject: 'x' });
    await expect(locked).rejects.toMatchObject({ errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY' });
  });

  it('upserts tasks by the key of the platform and reads through their people', async () => {
    const org = await openOrg();
    const connection = connect(org);
    const { id } = await connection.sobject('Lead').create({ LastName: 'L', Company: 'C' });
    const tasks = connection.sobject('Task');
    const record = { Unify_Metadata__c: 't1', Subject: 'Call', WhoId: id ?? null };
    expect(await tasks.upsert(record, 'Unify_Metadata__c')).toMatchObject({ created: true });
    expect(await tasks.upsert(record, 'Unify_Metadata__c')).toMatchObject({ created: false });
    const page = await connection.query(
      "SELECT Subject, Who.Type, Who.Name FROM Task WHERE Unify_Metadata__c = 't1'",
    );
    expect(page.records).toMatchObject([{ Subject: 'Call', Who: { Type: 'Lead', Name: 'L' } }]);
    const { fields } = await connection.describe('Task');
    expect(fields.find(({ name }) => name === 'WhoId')).toMatchObject({
      polymorphicForeignKey: true,
      referenceTo: ['Contact', 'Lead'],
    });
  });

  it('creates deals with their roles', async () => {
    const org = await openOrg();
    const connection = connect(org);
    const contact = await connection.sobject('Contact').create({ LastName: 'A' });
    const deal = await connection.sobject('Opportunity').create({
      Name: 'D',
      StageName: 'Closed Won',
      CloseDate: '2026-01-01',
      ContactId: contact.id ?? null,
    });
    const page = await connection.query(
      `SELECT IsWon, (SELECT ContactId, IsPrimary FROM OpportunityContactRoles) FROM Opportunity WHERE Id = '${deal.id ?? ''}'`,
    );
    expect(page.records).toMatchObject([
      {
        IsWon: true,
        OpportunityContactRoles: { records: [{ ContactId: contact.id, IsPrimary: true }] },
      },
    ]);
  });
});

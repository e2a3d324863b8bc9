import { describe, expect, it } from 'vitest';
import { openOrg } from './open-org.ts';

const options = {
  seed: 5,
  accounts: 60,
  contacts: 200,
  leads: 20,
  opportunities: 80,
  tasks: 600,
  emails: 150,
  clock: { startMs: Date.parse('2026-06-01T12:00:00Z'), running: false },
};

describe('seeded activities', () => {
  it('are the same for the same seed', async () => {
    const dump = async () => {
      const { org } = (await openOrg(options)).simulator;
      return ['Opportunity', 'OpportunityContactRole', 'Task', 'EmailMessage'].map((object) =>
        org.ids(object).map((id) => org.read({ object, id })),
      );
    };
    expect(await dump()).toEqual(await dump());
  });

  it('hold calls, archived and open tasks, and emails of others', async () => {
    const { query, send, simulator } = await openOrg(options);
    const count = async (soql: string) =>
      (await query(`SELECT COUNT() FROM ${soql}`)).json.totalSize;
    const { tasks, emails, opportunities } = simulator.report;
    expect(tasks.calls.length).toBeGreaterThan(40);
    expect(tasks.ours.length).toBeGreaterThan(5);
    const ofPlatform = await send(
      'GET',
      `queryAll?q=${encodeURIComponent('SELECT COUNT() FROM Task WHERE Unify_Metadata__c != null AND IsDeleted = false')}`,
    );
    expect(ofPlatform.json.totalSize).toBe(tasks.ours.length);
    expect(await count('Task WHERE IsClosed = false')).toBeGreaterThan(50);
    expect(await count("Task WHERE Who.Type = 'Lead' AND WhatId != null")).toBe(0);
    expect(await count('EmailMessage')).toBe(150);
    expect(emails.foreign.size).toBe(150);
    expect(await count('EmailMessage WHERE Unify_Metadata__c != null')).toBe(0);
    const all = await send('GET', `queryAll?q=${encodeURIComponent('SELECT COUNT() FROM Task')}`);
    expect(all.json.totalSize).toBe(750);
    expect(await count('Task')).toBeLessThan(600);
    expect(await count('Opportunity WHERE AccountId = null')).toBe(
      opportunities.withoutAccount.length,
    );
    expect(await count('Opportunity WHERE IsClosed = false')).toBe(opportunities.open.length);
    expect(await count('Opportunity WHERE IsWon = true')).toBeGreaterThan(5);
    expect(await count('OpportunityContactRole WHERE IsPrimary = true')).toBeGreaterThan(20);
  });

  it('close by the statuses of the org', async () => {
    const taskStatuses = [
      { apiName: 'Offen', isDefault: true },
      { apiName: 'Erledigt', isClosed: true },
    ];
    const { query } = await openOrg({ ...options, rules: { taskStatuses, shortPages: 0 } });
    const { json } = await query('SELECT Status, COUNT(Id) FROM Task GROUP BY Status');
    const statuses = json.records.map(({ Status }: { Status: string }) => Status).toSorted();
    expect(statuses).toEqual(['Erledigt', 'Offen']);
  });

  it('come in proportion to the people unless told otherwise', async () => {
    const { simulator } = await openOrg({ accounts: 50, contacts: 100 });
    expect(simulator.org.ids('EmailMessage')).toHaveLength(5);
    expect(simulator.org.ids('Task').length).toBeGreaterThan(10);
    expect(simulator.org.ids('Opportunity').length).toBeGreaterThan(3);
  });
});

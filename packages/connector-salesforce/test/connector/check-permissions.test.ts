import type { Permission } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import type { RulesInput } from '../../simulator/index.ts';
import { salesforce } from '../../src/index.ts';
import { openReadingStage, type ReadingStage } from './reading-stage.ts';

/** What is not granted, after `rules` for our user. */
const check = async (
  rulesOf: (user: string) => RulesInput,
  given?: ReadingStage,
): Promise<Readonly<Record<string, Permission>>> => {
  const stage = given ?? (await openReadingStage());
  stage.crm.setRules({ ...rulesOf(stage.us), shortPages: 0 });
  stage.asked();
  const permissions = await salesforce.checkPermissions(stage.context);
  return Object.fromEntries(permissions.map((one) => [one.name, one]));
};

const seesSetup = (user: string): RulesInput => ({ userPermissions: [{ user, viewSetup: true }] });

const missing = (permissions: Readonly<Record<string, Permission>>): string[] =>
  Object.values(permissions).flatMap(({ name, state }) => (state === 'missing' ? [name] : []));

describe('the permission check (R-ERR-5)', () => {
  it('finds nothing missing for a user that may do all, in three calls', async () => {
    const stage = await openReadingStage();
    const permissions = await check(seesSetup, stage);
    expect(Object.values(permissions).every(({ state }) => state === 'granted')).toBe(true);
    expect(Object.values(permissions).every(({ remedy }) => remedy === null)).toBe(true);
    expect(Object.keys(permissions)).toEqual(
      expect.arrayContaining(['API Enabled', 'Enhanced Email', 'View All Records on Contact']),
    );
    expect(stage.asked()).toEqual(['/composite', '/services/oauth2/userinfo', '/composite']);
  });

  it.each(['Account', 'Contact', 'Lead'])('names View All Records on %s', async (object) => {
    const permissions = await check((user) => ({
      ...seesSetup(user),
      permissions: [{ user, object, viewAll: false }],
    }));
    expect(missing(permissions)).toEqual([`View All Records on ${object}`]);
    expect(permissions[`View All Records on ${object}`]).toMatchObject({
      neededFor: expect.stringContaining('created again'),
      remedy: expect.stringContaining('tick View All Records'),
    });
  });

  it('does not claim to know what it may not look up', async () => {
    const stage = await openReadingStage({ contacts: 20 });
    const hidden = (user: string): RulesInput => ({
      permissions: [{ user, object: 'Lead', viewAll: false }],
    });
    const permissions = await check(hidden, stage);
    expect(permissions['View All Records on Contact']).toMatchObject({
      state: 'unknown',
      remedy: expect.stringContaining('does not show'),
    });
    expect(stage.asked()).toHaveLength(5);
  });

  it('sees that far fewer records are shown than there are', async () => {
    const stage = await openReadingStage();
    for (let number = 0; number < 40; number += 1) {
      stage.crm.org.insert('Contact', { LastName: `P${number}` });
    }
    stage.crm.clock.advance(3_600_000);
    const permissions = await check(
      (user) => ({
        permissions: ['Contact', 'Lead'].map((object) => ({ user, object, viewAll: false })),
      }),
      stage,
    );
    expect(missing(permissions)).toEqual(['View All Records on Contact']);
  });

  it.each([
    ['Task', { edit: false }, ['Edit Tasks']],
    ['Task', { delete: false }, ['Delete on Task']],
    ['Opportunity', { read: false }, ['Read on Opportunity']],
    ['Contact', { create: false }, ['Read, Create and Edit on Contact']],
    ['EmailMessage', { create: false }, ['Read and Create on Email Message']],
    ['EmailMessage', { edit: false }, ['Edit on Email Message']],
  ])('names what is missing on %s after %o', async (object, taken, names) => {
    const permissions = await check((user) => ({
      ...seesSetup(user),
      permissions: [{ user, object, ...taken }],
    }));
    expect(missing(permissions)).toEqual(names);
  });

  it('names the fields of emails that our user may not edit', async () => {
    const permissions = await check((user) => ({
      ...seesSetup(user),
      permissions: [{ user, object: 'EmailMessage', fields: { Unify_Click_Count__c: 'read' } }],
    }));
    expect(missing(permissions)).toEqual(["Edit on Email Message's Unify fields"]);
    expect(permissions["Edit on Email Message's Unify fields"]?.remedy).toContain(
      'Edit Access of Unify_Click_Count__c',
    );
  });

  it('names Enhanced Email where it is off', async () => {
    const permissions = await check((user) => ({ ...seesSetup(user), enhancedEmail: false }));
    expect(missing(permissions)).toContain('Enhanced Email');
  });
});

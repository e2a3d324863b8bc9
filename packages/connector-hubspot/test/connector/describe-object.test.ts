import type { FieldDescription, ObjectDescription } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { scopeNeeds } from '../../src/scopes.ts';
import { connectors } from './both-styles.ts';
import { openStage } from './open-stage.ts';
import { setScopes } from './set-scopes.ts';

const fieldOf = ({ fields }: ObjectDescription, name: string): FieldDescription => {
  const found = fields.find((field) => field.name === name);
  if (found === undefined) throw new Error(`${name} is not described`);
  return found;
};

describe.each(connectors)('a description under $name paths', ({ hubspot }) => {
  const { contacts, companies, deals, tasks, emails, owners } = hubspot.objects;

  it('tells types, and what may be written', async () => {
    const { context } = await openStage();
    const described = await contacts.describe(context);
    const seen = (name: string) => {
      const { type, creatable, updatable, custom } = fieldOf(described, name);
      return [type, creatable && updatable, custom];
    };
    expect({
      firstname: seen('firstname'),
      phone: seen('phone'),
      annualrevenue: seen('annualrevenue'),
      date_of_birth: seen('date_of_birth'),
      do_not_call: seen('do_not_call'),
      createdate: seen('createdate'),
      hs_lead_status: seen('hs_lead_status'),
      hubspot_owner_id: seen('hubspot_owner_id'),
      hs_email_domain: seen('hs_email_domain'),
      hs_email_optout: seen('hs_email_optout'),
      unify_metadata: seen('unify_metadata'),
    }).toEqual({
      firstname: ['text', true, false],
      phone: ['text', true, false],
      annualrevenue: ['number', true, false],
      date_of_birth: ['date', true, false],
      do_not_call: ['boolean', true, true],
      createdate: ['instant', false, false],
      hs_lead_status: ['choice', true, false],
      hubspot_owner_id: ['reference', true, false],
      hs_email_domain: ['text', false, false],
      hs_email_optout: ['boolean', false, false],
      unify_metadata: ['text', true, true],
    });
  });

  it('supports no field that holds several values (R-MAP-4)', async () => {
    const { context } = await openStage();
    const described = await contacts.describe(context);
    for (const name of ['interests', 'hs_additional_emails', 'hs_coordinates']) {
      expect(fieldOf(described, name).type).toBe('unsupported');
    }
    expect(fieldOf(described, 'interests').remoteType).toBe('enumeration (several)');
  });

  it("tells choices by HubSpot's values, with what people read (R-MAP-7)", async () => {
    const { context } = await openStage();
    const stage = fieldOf(await contacts.describe(context), 'lifecyclestage');
    expect(stage.choices?.slice(0, 3)).toEqual(['subscriber', 'lead', 'marketingqualifiedlead']);
    expect(stage.choiceLabels?.[2]).toBe('Marketing Qualified Lead');
    expect(stage.restricted).toBe(true);
  });

  it('finds the stages of deals in their pipelines (R-OPP-1)', async () => {
    const { crm, context } = await openStage();
    const described = await deals.describe(context);
    const { choices, choiceLabels, restricted } = fieldOf(described, 'dealstage');
    expect(choices).toContain('closedwon');
    expect(choiceLabels?.[choices?.indexOf('closedwon') ?? 0]).toMatch(/^.+: Closed won$/i);
    expect(restricted).toBe(false);
    expect(fieldOf(described, 'pipeline').choices).toContain('default');
    await deals.describe(context);
    expect(crm.wire.list().filter(({ target }) => target.includes('/pipelines/'))).toHaveLength(1);
  });

  it('knows what is unique, and what a new record needs (R-MAP-6)', async () => {
    const { context } = await openStage();
    const described = await contacts.describe(context);
    const unique = described.fields.filter((field) => field.unique).map(({ name }) => name);
    expect(unique.toSorted()).toEqual(['email', 'unify_metadata']);
    const required = ({ fields }: ObjectDescription) =>
      fields.filter((field) => field.required).map(({ name }) => name);
    expect(required(await tasks.describe(context))).toEqual(['hs_timestamp']);
    expect(required(await emails.describe(context)).toSorted()).toEqual([
      'hs_email_direction',
      'hs_timestamp',
    ]);
    expect(required(described)).toEqual([]);
  });

  it('lets the company of a contact be written, as an association', async () => {
    const { context } = await openStage();
    expect(fieldOf(await contacts.describe(context), 'associatedcompanyid')).toMatchObject({
      type: 'reference',
      creatable: true,
      updatable: true,
    });
  });

  it('knows which status of a task means done (R-TASK-5)', async () => {
    const { context } = await openStage();
    expect(fieldOf(await tasks.describe(context), 'hs_task_status').doneChoices).toEqual([
      'COMPLETED',
    ]);
  });

  it('allows what the scopes allow (R-OVERWRITE-6)', async () => {
    const stage = await openStage();
    const scopes = Object.keys(scopeNeeds);
    await setScopes(
      stage,
      scopes.filter((scope) => scope !== 'crm.objects.companies.write'),
    );
    const described = await companies.describe(stage.context);
    expect(described.allows).toEqual({ read: true, create: false, update: false, remove: false });
    expect(described.fields.filter(({ creatable, updatable }) => creatable || updatable)).toEqual(
      [],
    );
    expect((await contacts.describe(stage.context)).allows.create).toBe(true);
    expect((await deals.describe(stage.context)).allows.update).toBe(false);
  });

  it('of an object without its scopes is refused by name (R-ERR-5)', async () => {
    const stage = await openStage();
    await setScopes(stage, ['oauth', 'crm.objects.contacts.read']);
    await expect(companies.describe(stage.context)).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('MISSING_SCOPES: crm.schemas.companies.read'),
    });
    await expect(owners.describe(stage.context)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('leaves out what was archived', async () => {
    const { crm, context } = await openStage();
    const body = JSON.stringify({ action: 'archive', object: 'contacts', property: 'interests' });
    await fetch(`${crm.url}/__simulator/schema`, { method: 'POST', body });
    const { fields } = await contacts.describe(context);
    expect(fields.map(({ name }) => name)).not.toContain('interests');
  });

  it('of all objects costs seven calls', async () => {
    const { crm, context } = await openStage();
    for (const object of Object.values(hubspot.objects)) await object.describe(context);
    expect(crm.wire.list()).toHaveLength(7);
  });

  it('of all objects costs six calls once the account was identified', async () => {
    const { crm, context } = await openStage();
    await hubspot.identify(context);
    crm.wire.clear();
    for (const object of Object.values(hubspot.objects)) await object.describe(context);
    expect(crm.wire.list()).toHaveLength(6);
  });
});

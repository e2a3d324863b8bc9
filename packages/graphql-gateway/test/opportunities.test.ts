import { describe, expect, it } from 'vitest';
import { schema } from '../src/schema/schema.ts';
import { createWideFixture } from './wide-fixture.ts';

/** A CRM with an open deal of Acme and Ada, a lost one of Acme, and people without any. */
const createDeals = async () => {
  const fixture = await createWideFixture();
  const { insert } = fixture;
  const acme = insert('Company', { Name: 'Acme', Website: 'acme.com' });
  insert('Company', { Name: 'Other', Website: 'other.com' });
  const ada = insert('Person', { Email: 'ada@acme.com', LastName: 'Lovelace', CompanyId: acme });
  insert('Person', { Email: 'bob@other.com', LastName: 'Bones' });
  const deal = insert('Deal', {
    Name: 'Big one',
    Stage: 'Proposal',
    Amount: 5000,
    Currency: 'EUR',
    CloseDate: '2026-12-31',
    IsClosed: false,
    IsWon: false,
    CompanyId: acme,
  });
  insert('Deal', { Name: 'Lost', CloseDate: '2026-01-31', IsClosed: true, CompanyId: acme });
  insert('Role', { DealId: deal, PersonId: ada });
  await fixture.read();
  return { ...fixture, deal };
};

const { ask, deal, crm } = await createDeals();

describe('opportunities', () => {
  it('show what the CRM says, and whose they are (R-OPP-1)', async () => {
    const { data, errors } = await ask(`{
      opportunities(first: 10, filter: { isOpen: true }) {
        edges { node {
          name stage amount currency closeDate isClosed isWon
          connection { name } link { crmObject crmId createdByUs }
          companies { domain } people { email }
        } }
      }
    }`);
    expect(errors).toBeUndefined();
    expect(data.opportunities.edges).toEqual([
      {
        node: {
          name: 'Big one',
          stage: 'Proposal',
          amount: 5000,
          currency: 'EUR',
          closeDate: '2026-12-31',
          isClosed: false,
          isWon: false,
          connection: { name: 'Acme CRM' },
          link: { crmObject: 'Deal', crmId: deal, createdByUs: false },
          companies: [{ domain: 'acme.com' }],
          people: [{ email: 'ada@acme.com' }],
        },
      },
    ]);
  });

  it('say of a company and a person whether one is open (R-OPP-3)', async () => {
    const { data } = await ask(`{
      company(domain: "acme.com") { hasOpenOpportunity opportunities(first: 5) { name } }
      person(email: "ada@acme.com") { hasOpenOpportunity opportunities(first: 5) { name } }
      other: person(email: "bob@other.com") { hasOpenOpportunity opportunities(first: 5) { id } }
    }`);
    expect(data).toEqual({
      company: { hasOpenOpportunity: true, opportunities: [{ name: 'Big one' }, { name: 'Lost' }] },
      person: { hasOpenOpportunity: true, opportunities: [{ name: 'Big one' }] },
      other: { hasOpenOpportunity: false, opportunities: [] },
    });
  });

  it('narrow lists of companies and people (R-OPP-3)', async () => {
    const { data } = await ask(`{
      open: companies(first: 9, filter: { hasOpenOpportunity: true }) { edges { node { domain } } }
      rest: companies(first: 9, filter: { hasOpenOpportunity: false }) { edges { node { domain } } }
      people(first: 9, filter: { hasOpenOpportunity: true }) { edges { node { email } } }
    }`);
    expect(data).toEqual({
      open: { edges: [{ node: { domain: 'acme.com' } }] },
      rest: { edges: [{ node: { domain: 'other.com' } }] },
      people: { edges: [{ node: { email: 'ada@acme.com' } }] },
    });
  });

  it('are listed by who has a part in them, and found by id', async () => {
    const { data: known } = await ask(`{
      company(domain: "acme.com") { id } person(email: "ada@acme.com") { id }
    }`);
    const { data, errors } = await ask(
      `query Q($companyId: ID!, $personId: ID!) {
        ofCompany: opportunities(first: 9, filter: { companyId: $companyId, isOpen: false }) {
          edges { node { name } }
        }
        ofBoth: opportunities(first: 9, filter: { companyId: $companyId, personId: $personId }) {
          edges { node { id name } }
        }
        opportunity(id: $companyId) { id }
      }`,
      { companyId: known.company.id, personId: known.person.id },
    );
    expect(errors).toBeUndefined();
    expect(data.ofCompany.edges).toEqual([{ node: { name: 'Lost' } }]);
    expect(data.ofBoth.edges).toMatchObject([{ node: { name: 'Big one' } }]);
    expect(data.opportunity).toBeNull();
    const { id } = data.ofBoth.edges[0].node;
    const again = await ask('query Q($id: ID!) { opportunity(id: $id) { name } }', { id });
    expect(again.data.opportunity).toEqual({ name: 'Big one' });
  });

  it('have no mutation that writes them (R-OPP-2)', () => {
    const names = Object.keys(schema.getMutationType()?.getFields() ?? {});
    expect(names.filter((name) => /opportunit/i.test(name))).toEqual([]);
    expect(names).toContain('saveTask');
  });

  it.each(['WRITE', 'READ_WRITE'])('refuse a mapping that goes %s (R-OPP-2)', async (direction) => {
    const { data } = await ask(
      `mutation M($direction: Direction!) {
        saveFieldMappings(input: {
          connectionId: "c1", object: OPPORTUNITY
          mappings: [{
            platformField: "stage", crmObject: "Deal", crmField: "Stage", direction: $direction
          }]
        }) { ... on InvalidInput { problems { field message remedy } } }
      }`,
      { direction },
    );
    expect(data.saveFieldMappings.problems).toEqual([
      {
        field: 'input.mappings.0',
        message:
          'Opportunities belong to the CRM: they are never created, updated or deleted from here.',
        remedy: 'Set the direction to read, without a default value.',
      },
    ]);
    const kept = await ask(`{
      crmConnection(id: "c1") {
        fieldMappings(object: OPPORTUNITY) { crmField direction }
        emails: fieldMappings(object: EMAIL_MESSAGE) { crmField direction }
      }
    }`);
    expect(kept.data.crmConnection.fieldMappings).toContainEqual({
      crmField: 'Stage',
      direction: 'READ',
    });
    expect(kept.data.crmConnection.emails).toEqual([
      { crmField: 'Bounced__c', direction: 'WRITE' },
    ]);
    expect(
      crm.state.history.filter(({ object, user }) => object === 'Deal' && user !== 'ada'),
    ).toEqual([]);
  });
});

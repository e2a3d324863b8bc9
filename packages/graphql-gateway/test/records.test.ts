import { describe, expect, it } from 'vitest';
import { createFixture } from './fixture.ts';

/** A gateway whose store holds what one read brought in. */
const createReadFixture = async () => {
  const fixture = await createFixture();
  const { crm, engine } = fixture;
  const company = crm.state.insert('ada', 'Company', { Name: 'Acme', Website: 'https://acme.com' });
  crm.state.insert('ada', 'Person', {
    Email: 'Ada@Acme.com',
    FirstName: 'Ada',
    LastName: 'Lovelace',
    CompanyId: company,
  });
  crm.state.insert('ada', 'Person', { Email: null, LastName: 'Nobody' });
  await fixture.connect();
  await engine.setSwitches('c1', { reading: true });
  await engine.startRead('c1');
  await engine.runRead('c1', new AbortController().signal);
  return fixture;
};

const { ask, engine, crm } = await createReadFixture();

describe('records', () => {
  it('finds a person by any spelling of the address', async () => {
    const { data, errors } = await ask(`{
      person(email: " ADA@acme.com ") {
        id email firstName lastName company { domain name }
        links { crmObject crmId createdByUs connection { name } }
      }
    }`);
    expect(errors).toBeUndefined();
    expect(data.person).toMatchObject({
      email: 'ada@acme.com',
      firstName: 'Ada',
      company: { domain: 'acme.com', name: 'Acme' },
      links: [{ crmObject: 'Person', createdByUs: false, connection: { name: 'Acme CRM' } }],
    });
  });

  it('takes the id of a record back', async () => {
    const { data } = await ask('{ company(domain: "www.acme.com") { id } }');
    const again = await ask(
      'query Q($id: ID!) { company(id: $id) { domain } person(id: $id) { id } }',
      {
        id: data.company.id,
      },
    );
    expect(again.data).toEqual({ company: { domain: 'acme.com' }, person: null });
  });

  it('lists every field with label, value and source', async () => {
    const { data } = await ask(`{
      person(email: "ada@acme.com") { fields { key label value source { crmObject } } }
    }`);
    const fields = data.person.fields;
    expect(fields).toContainEqual({
      key: 'firstName',
      label: 'First Name',
      value: 'Ada',
      source: { crmObject: 'Person' },
    });
    expect(fields).toContainEqual({
      key: 'metadata',
      label: 'Unify Metadata',
      value: null,
      source: null,
    });
  });

  it('refuses a question by neither or both of id and key', async () => {
    const { errors } = await ask('{ company { id } }');
    expect(errors?.[0]).toMatchObject({
      message: '`company` takes either `id` or `domain`.',
      extensions: { code: 'INVALID_ARGUMENT', remedy: 'Give exactly one of `id` and `domain`.' },
    });
  });

  it('refuses a malformed address and names the field', async () => {
    const { errors } = await ask('{ person(email: "nobody") { id } }');
    expect(errors?.[0].extensions).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'email' });
  });

  it('lists a person without email as skipped (R-PERSON-6)', async () => {
    const { data } = await ask(`{
      outcomes(first: 10, filter: { connectionId: "c1", status: [SKIPPED] }) {
        totalCount
        edges { node { direction object crmObject recordId status reason message remedy } }
      }
    }`);
    expect(data.outcomes.totalCount).toBe(1);
    expect(data.outcomes.edges[0].node).toEqual({
      direction: 'READ',
      object: 'PERSON',
      crmObject: 'Person',
      recordId: null,
      status: 'SKIPPED',
      reason: 'NO_EMAIL',
      message: 'The CRM record has no email address, so it is not read.',
      remedy: 'Add an email address in the CRM; the next read takes it in.',
    });
  });
});

describe('syncing', () => {
  it('writes a person that was asked for, with the company', async () => {
    await engine.setSwitches('c1', { writing: true });
    const { data } = await ask(
      `mutation M($input: SyncPersonInput!) {
        syncPerson(input: $input) {
          __typename
          ... on SyncPersonSuccess { person { id email title company { domain } } outcomeIds }
        }
      }`,
      {
        input: {
          person: {
            email: 'Grace@Navy.org',
            lastName: 'Hopper',
            title: 'Admiral',
            company: { domain: 'navy.org', name: 'Navy' },
          },
          play: 'Welcome',
        },
      },
    );
    expect(data.syncPerson).toMatchObject({
      __typename: 'SyncPersonSuccess',
      person: { email: 'grace@navy.org', title: 'Admiral', company: { domain: 'navy.org' } },
    });
    await engine.runWrite('c1', new AbortController().signal);
    expect(crm.state.all('Person').map((one) => one.fields['Email'])).toContain('grace@navy.org');
    const { data: after } = await ask(`{
      person(email: "grace@navy.org") {
        links { createdByUs }
        outcomes { id status verdicts { crmField platformField verdict } losers attempt at retryAt }
      }
    }`);
    expect(after.person.links).toEqual([{ createdByUs: true }]);
    expect(after.person.outcomes[0]).toMatchObject({ status: 'CREATED', losers: [] });
    expect(data.syncPerson.outcomeIds).toContain(after.person.outcomes[0].id);
    expect(after.person.outcomes[0].verdicts).toContainEqual({
      crmField: 'Title',
      platformField: 'title',
      verdict: 'FILL',
    });
  });

  it('names every problem of an input, and its remedy', async () => {
    const { data, errors } = await ask(`mutation {
      syncPerson(input: {
        person: { email: "nobody", country: "Germany", company: { domain: "localhost" } }
      }) {
        __typename
        ... on InvalidInput { problems { field message remedy } }
      }
    }`);
    expect(errors).toBeUndefined();
    expect(data.syncPerson.__typename).toBe('InvalidInput');
    expect(data.syncPerson.problems.map((one: { field: string }) => one.field).toSorted()).toEqual([
      'input.person.company.domain',
      'input.person.country',
      'input.person.email',
    ]);
  });

  it('says which connection does not exist', async () => {
    const { data } = await ask(`mutation {
      syncCompany(input: { company: { domain: "acme.com" }, connectionIds: ["c1", "c9"] }) {
        __typename
        ... on NotFound { id message remedy }
      }
    }`);
    expect(data.syncCompany).toMatchObject({ __typename: 'NotFound', id: 'c9' });
  });
});

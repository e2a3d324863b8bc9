import { expect, it } from 'vitest';
import { createWideFixture } from './wide-fixture.ts';

it('shows the company that only a lead of the person names', async () => {
  const { ask, insert, read } = await createWideFixture();
  insert('Lead', {
    Email: 'lea@navy.org',
    LastName: 'Lead',
    Company: 'Navy',
    Website: 'https://www.navy.org',
  });
  await read();
  const { data, errors } = await ask(`{
    person(email: "lea@navy.org") { company { domain name } links { crmObject } }
  }`);
  expect(errors).toBeUndefined();
  expect(data.person).toEqual({
    company: { domain: 'navy.org', name: 'Navy' },
    links: [{ crmObject: 'Lead' }],
  });
});

it('lists companies and people by the object that a CRM holds them as', async () => {
  const { ask, insert, read } = await createWideFixture();
  insert('Lead', { Email: 'lea@navy.org', LastName: 'Lead', Company: 'Navy' });
  const CompanyId = insert('Company', { Name: 'Acme', Website: 'acme.com' });
  insert('Person', { Email: 'ada@acme.com', LastName: 'Lovelace', CompanyId });
  await read();
  const { data, errors } = await ask(`{
    leads: people(first: 9, filter: { crmObject: "Lead" }) { edges { node { email } } }
    persons: people(first: 9, filter: { crmObject: "Person" }) { edges { node { email } } }
    companies(first: 9, filter: { crmObject: "Company" }) { edges { node { domain } } }
    none: companies(first: 9, filter: { crmObject: "Lead" }) { edges { node { domain } } }
  }`);
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    leads: { edges: [{ node: { email: 'lea@navy.org' } }] },
    persons: { edges: [{ node: { email: 'ada@acme.com' } }] },
    companies: { edges: [{ node: { domain: 'acme.com' } }] },
    none: { edges: [] },
  });
});

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

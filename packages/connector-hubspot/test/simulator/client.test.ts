import { FilterOperatorEnum } from '@hubspot/api-client/lib/codegen/crm/companies/index.js';
import { AssociationSpecAssociationCategoryEnum } from '@hubspot/api-client/lib/codegen/crm/objects/tasks/index.js';
import { describe, expect, it } from 'vitest';
import { openPortal } from './open-portal.ts';

describe('the official client', () => {
  it('creates, reads, changes, lists and archives', async () => {
    const { client } = await openPortal();
    const { basicApi } = client.crm.contacts;
    const made = await basicApi.create({ properties: { email: 'a@b.example' } });
    expect(made.createdAt).toBeInstanceOf(Date);
    const read = await basicApi.getById(
      'a@b.example',
      ['email'],
      ['email'],
      undefined,
      false,
      'email',
    );
    expect([read.id, read.propertiesWithHistory?.['email']?.[0]?.sourceType]).toEqual([
      made.id,
      'INTEGRATION',
    ]);
    await basicApi.update(made.id, { properties: { phone: '1' } });
    const page = await basicApi.getPage(10, undefined, ['phone']);
    expect(page.results[0]?.properties).toMatchObject({ phone: '1' });
    await basicApi.archive(made.id);
    expect((await basicApi.getPage(10, undefined, [], [], [], true)).results.length).toBe(1);
  });

  it('throws what HubSpot refuses', async () => {
    const { client } = await openPortal();
    const { basicApi } = client.crm.contacts;
    const input = { properties: { email: 'a@b.example' } };
    const { id } = await basicApi.create(input);
    await expect(basicApi.create(input)).rejects.toMatchObject({
      code: 409,
      body: { message: `Contact already exists. Existing ID: ${id}` },
    });
  });

  it('works in batches and merges', async () => {
    const { client } = await openPortal();
    const { batchApi, basicApi } = client.crm.contacts;
    const inputs = ['a', 'b'].map((name) => ({
      properties: { email: `${name}@b.example` },
      associations: [],
      objectWriteTraceId: name,
    }));
    const made = await batchApi.create({ inputs });
    expect(made.results.length).toBe(2);
    const again = await batchApi.create({ inputs });
    expect(again).toMatchObject({ numErrors: 2 });
    const [one, two] = made.results;
    const merged = await basicApi.merge({
      primaryObjectId: one?.id ?? '',
      objectIdToMerge: two?.id ?? '',
    });
    const read = await batchApi.read({
      inputs: [{ id: two?.id ?? '' }],
      properties: ['email'],
      propertiesWithHistory: [],
    });
    expect(read.results[0]?.id).toBe(merged.id);
    const upserted = await batchApi.upsert({
      inputs: [{ id: 'c@b.example', idProperty: 'email', properties: { phone: '1' } }],
    });
    expect(upserted.results).toMatchObject([{ _new: true }]);
  });

  it('searches', async () => {
    const { client, simulator } = await openPortal();
    simulator.portal.insert('companies', { name: 'Acme', domain: 'acme.example' });
    const found = await client.crm.companies.searchApi.doSearch({
      filterGroups: [
        {
          filters: [
            { propertyName: 'domain', operator: FilterOperatorEnum.Eq, value: 'acme.example' },
          ],
        },
      ],
      sorts: ['-createdate'],
      properties: ['name'],
      limit: 10,
    });
    expect([found.total, found.results[0]?.properties['name']]).toEqual([1, 'Acme']);
  });

  it('associates, and reads owners, pipelines, properties', async () => {
    const { client, simulator } = await openPortal();
    const contact = simulator.portal.insert('contacts', { email: 'a@b.example' });
    const company = simulator.portal.insert('companies', { name: 'Acme' });
    const task = await client.crm.objects.tasks.basicApi.create({
      properties: { hs_timestamp: '2026-06-01T00:00:00Z' },
      associations: [
        {
          to: { id: contact },
          types: [
            {
              associationCategory: AssociationSpecAssociationCategoryEnum.HubspotDefined,
              associationTypeId: 204,
            },
          ],
        },
      ],
    });
    expect(task.id).toBeTruthy();
    const { v4 } = client.crm.associations;
    await v4.basicApi.createDefault('contacts', contact, 'companies', company);
    const read = await v4.batchApi.getPage('contacts', 'companies', { inputs: [{ id: contact }] });
    expect(read.results[0]?.to[0]?.toObjectId).toBe(Number(company));
    expect((await client.crm.owners.ownersApi.getPage()).results.length).toBe(8);
    expect((await client.crm.pipelines.pipelinesApi.getAll('deals')).results.length).toBe(2);
    const { results } = await client.crm.properties.coreApi.getAll('contacts');
    expect(results.find(({ name }) => name === 'email')?.modificationMetadata?.readOnlyValue).toBe(
      false,
    );
    const tokens = await client.oauth.tokensApi.create(
      'refresh_token',
      undefined,
      undefined,
      'c',
      's',
      'sim-refresh',
    );
    expect(tokens.expiresIn).toBe(1800);
  });
});

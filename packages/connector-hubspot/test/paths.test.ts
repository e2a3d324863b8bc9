import { describe, expect, it } from 'vitest';
import { datedPaths, legacyPaths, type Paths } from '../src/paths.ts';
import { requests, type BuiltRequest } from '../src/request.ts';

const built: Readonly<Record<string, BuiltRequest | Promise<BuiltRequest>>> = {
  list: requests.objects.getPage('contacts', 100),
  search: requests.search.doSearch('contacts', { limit: 1 }),
  batch: requests.batch.archive('tasks', { inputs: [] }),
  links: requests.links.getPage('contacts', 'companies', { inputs: [] }),
  properties: requests.properties.getAll('contacts'),
  pipelines: requests.pipelines.getAll('deals'),
  owners: requests.owners.getPage(),
  account: requests.get('/account-info/v3/details'),
  introspect: requests.about('/oauth/v3/token/introspect', 'form', () => ''),
  privateApp: requests.about('/oauth/v2/private-apps/get/access-token-info', 'json', () => ''),
};

const pathsOf = async (paths: Paths): Promise<Record<string, string>> => {
  const all = Object.entries(built).map(async ([name, request]) => {
    const { pathname } = new URL((await request).getUrl());
    return [name, paths.toPath(pathname)] as const;
  });
  return Object.fromEntries(await Promise.all(all));
};

describe('addresses', () => {
  it('are those of the official client under legacy paths', async () => {
    expect(await pathsOf(legacyPaths)).toEqual({
      list: '/crm/v3/objects/contacts',
      search: '/crm/v3/objects/contacts/search',
      batch: '/crm/v3/objects/tasks/batch/archive',
      links: '/crm/v4/associations/contacts/companies/batch/read',
      properties: '/crm/v3/properties/contacts',
      pipelines: '/crm/v3/pipelines/deals',
      owners: '/crm/v3/owners',
      account: '/account-info/v3/details',
      introspect: '/oauth/v3/token/introspect',
      privateApp: '/oauth/v2/private-apps/get/access-token-info',
    });
  });

  it('carry a date under date-versioned paths', async () => {
    expect(await pathsOf(datedPaths)).toEqual({
      list: '/crm/objects/2026-09/contacts',
      search: '/crm/objects/2026-09/contacts/search',
      batch: '/crm/objects/2026-09/tasks/batch/archive',
      links: '/crm/associations/2026-09/contacts/companies/batch/read',
      properties: '/crm/properties/2026-09/contacts',
      pipelines: '/crm/pipelines/2026-09/deals',
      owners: '/crm/owners/2026-09',
      account: '/account-info/2026-09/details',
      introspect: '/oauth/2026-09/token/introspect',
      privateApp: '/oauth/v2/private-apps/get/access-token-info',
    });
  });

  it('are never guessed', () => {
    expect(() => datedPaths.toPath('/marketing/v3/emails')).toThrow('no date-versioned address');
  });
});

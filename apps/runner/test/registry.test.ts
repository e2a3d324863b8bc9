import { describe, expect, it } from 'vitest';
import { crmIds } from '../src/registry/crm-ids.ts';
import { connectors, crms, findCrm } from '../src/registry/crms.ts';
import { demoCrms } from '../src/registry/demo-crms.ts';

describe('the registry', () => {
  it('lists the same CRMs for help, for work and for the demo', () => {
    expect(connectors.map(({ id }) => id)).toEqual(crmIds);
    expect(demoCrms.map(({ id }) => id)).toEqual(crmIds);
  });

  it('names a remedy where a CRM is none of them', () => {
    expect(() => findCrm('pipeline')).toThrow('there is no connector for pipeline');
  });

  it.each(crms)('asks $connector.label only for objects and fields that it has', (crm) => {
    const demo = demoCrms.find(({ id }) => id === crm.connector.id);
    const known = Object.keys(crm.connector.objects);
    const named = [
      ...(demo?.holdings.map(({ object }) => object) ?? []),
      ...Object.keys(demo?.rivals ?? {}),
      demo?.latecomers.object,
      demo?.laterField.object,
    ];
    expect(named.filter((name) => !known.includes(name ?? ''))).toEqual([]);
  });

  it.each(crms)('names a group for each object of $connector.label, or for none', (crm) => {
    const named = Object.keys(crm.fieldWords.groups);
    const objects = new Set(crm.connector.productFields.map(({ definedOn }) => definedOn));
    expect([0, objects.size]).toContain(named.length);
    expect(named.filter((name) => !objects.has(name))).toEqual([]);
  });
});

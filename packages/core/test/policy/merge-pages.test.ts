import { describe, expect, it } from 'vitest';
import { mergePages, type PlannedPage } from '../../src/policy/index.ts';
import { noPlan } from '../../src/policy/page-facts.ts';
import { link, person, row } from './given.ts';

const at = (id: string, other: object = {}) => row(id, { Email: `${id}@x.example` }, other);

const ofRow = (id: string, context: object = {}): PlannedPage => {
  const key = `${id}@x.example`;
  const company = person({}, { id: `of ${id}`, object: 'company', key: id, keys: [id] });
  return {
    rows: [at(id)],
    context: { known: [], rivals: [], platform: [], companies: [], links: [], ...context },
    plan: {
      ...noPlan,
      rows: [at(id)],
      platform: [company, person({}, { id: `is ${id}`, key, keys: [key] })],
      links: [link(`is ${id}`, id)],
    },
  };
};

describe('mergePages', () => {
  it('puts companies before people', () => {
    const merged = mergePages(ofRow('a'), ofRow('b'));
    expect(merged?.plan.platform.map(({ id }) => id)).toEqual(['of a', 'of b', 'is a', 'is b']);
    expect(merged?.rows.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(merged?.plan.links).toHaveLength(2);
  });

  it('lets people of one company that neither changes be', () => {
    const links = [link('acme', '001', { crmObject: 'Account' })];
    expect(mergePages(ofRow('a', { links }), ofRow('b', { links }))).not.toBeNull();
  });

  it.each([
    ['platform record', { platform: [person({}, { id: 'is a', keys: [] })] }],
    ['mirror row', { rivals: [at('a')] }],
    ['address of a row before', { known: [at('b', { keys: at('a').keys })] }],
    ['link target', { links: [link('is a', '00Q', { crmObject: 'Lead' })] }],
  ])('merges nothing that shares a %s', (_, context) => {
    expect(mergePages(ofRow('a'), ofRow('b', context))).toBeNull();
    expect(mergePages(ofRow('b', context), ofRow('a'))).toBeNull();
  });

  it('merges nothing where a record off the page may get the word', () => {
    const known = [at('b', { keys: at('c').keys })];
    const others = { known, rivals: [at('d', { keys: at('c').keys })] };
    expect(mergePages(ofRow('a'), ofRow('b', { known, rivals: known }))).not.toBeNull();
    expect(mergePages(ofRow('a'), ofRow('b', others))).toBeNull();
    expect(mergePages(ofRow('b', others), ofRow('a'))).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { countCalls } from './count-calls.ts';
import { createFixture } from './fixture.ts';
import { storePeople } from './sample-people.ts';

let calls: string[] = [];

const { ask, store, connect } = await createFixture({
  wrapStore: (memory) => {
    const counted = countCalls(memory);
    calls = counted.calls;
    return counted.store;
  },
});
await connect();
await storePeople(store, 123);

const walk = async (first: number): Promise<string[]> => {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const { data } = await ask(
      `query Q($first: Int!, $after: String) {
        people(first: $first, after: $after) {
          edges { cursor node { id } }
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        }
      }`,
      { first, after },
    );
    const { edges, pageInfo } = data.people;
    expect(pageInfo.hasPreviousPage).toBe(after !== null);
    expect(pageInfo.startCursor).toBe(edges[0].cursor);
    seen.push(...edges.map((edge: { node: { id: string } }) => edge.node.id));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return seen;
};

describe('lists', () => {
  it.each([1, 7, 41, 100])('show every record once, %i at a time', async (first) => {
    const seen = await walk(first);
    expect(seen).toHaveLength(123);
    expect(new Set(seen).size).toBe(123);
  });

  it('look up 100 people with a call of each kind', async () => {
    calls.length = 0;
    const { data, errors } = await ask(`{
      people(first: 100) {
        edges { node {
          id email firstName
          fields { key label value source { crmId } }
          company { domain name links { crmId } }
          links { crmId connection { name } }
          outcomes { status record { __typename } connection { name } }
        } }
      }
    }`);
    expect(errors).toBeUndefined();
    expect(data.people.edges).toHaveLength(100);
    expect(data.people.edges[42].node).toMatchObject({
      company: { domain: 'company2.com', links: [] },
      links: [{ crmId: 'crm-person-0042', connection: { name: 'Acme CRM' } }],
      outcomes: [{ status: 'SKIPPED', record: { __typename: 'Person' } }],
    });
    const kinds = new Set(calls);
    expect([...kinds].toSorted()).toEqual([
      'getRecords',
      'linksOf',
      'listApiKeys',
      'listConnections',
      'listRecords',
      'outcomesOf',
    ]);
    // Companies and their links are a level below people and may need a call of their own.
    expect(calls.length).toBeLessThanOrEqual(kinds.size + 2);
  });

  it('look up what 100 people have to do with in a call of each kind', async () => {
    calls.length = 0;
    const { data, errors } = await ask(`{
      people(first: 100) {
        edges { node {
          hasOpenOpportunity
          opportunities(first: 3) {
            name companies { hasOpenOpportunity } people { email } link { crmId }
            connection { name }
          }
          tasks(first: 2) { subject person { email } links { crmId } outcomes { status } }
          emailMessages(first: 2) { subject person { email } }
          company { hasOpenOpportunity opportunities(first: 3) { stage } }
        } }
      }
    }`);
    expect(errors).toBeUndefined();
    const nodes = data.people.edges.map((edge: { node: object }) => edge.node);
    expect(nodes).toHaveLength(100);
    expect(nodes[42]).toMatchObject({
      hasOpenOpportunity: true,
      opportunities: [{ name: 'Deal 42', connection: { name: 'Acme CRM' } }],
      tasks: [{ subject: 'Task 42', person: { email: 'person42@company2.com' } }],
      emailMessages: [{ subject: 'Email 42' }],
      company: { hasOpenOpportunity: false, opportunities: [] },
    });
    const most: Record<string, number> = {
      listApiKeys: 1,
      listRecords: 1,
      listConnections: 1,
      getRecords: 2,
      partiesOf: 1,
      outcomesOf: 1,
      activitiesOf: 2,
      linksOf: 2,
      // Of people, of their companies, of the companies of their opportunities.
      haveOpenOpportunity: 3,
      opportunitiesOf: 2,
    };
    const counted = Map.groupBy(calls, (name) => name);
    expect([...counted.keys()].toSorted()).toEqual(Object.keys(most).toSorted());
    const tooMany = [...counted].filter(([name, all]) => all.length > (most[name] ?? 0));
    expect(tooMany).toEqual([]);
  });

  it('count only when asked', async () => {
    calls.length = 0;
    await ask('{ outcomes(first: 1) { edges { node { id } } } }');
    expect(calls).not.toContain('countOutcomes');
    const { data } = await ask('{ outcomes(first: 1) { totalCount } }');
    expect(data.outcomes.totalCount).toBe(123);
  });

  it('narrow by text in any case, and by company', async () => {
    const { data } = await ask(`{
      companies(first: 10, filter: { domain: " COMPANY3" }) { edges { node { domain } } }
      people(first: 100, filter: { companyId: "company-0003", email: "person1" }) {
        edges { node { email } }
      }
    }`);
    expect(data.companies.edges).toEqual([{ node: { domain: 'company3.com' } }]);
    expect(data.people.edges.map((one: { node: { email: string } }) => one.node.email)).toEqual([
      'person13@company3.com',
      'person103@company3.com',
      'person113@company3.com',
    ]);
  });

  it.each([
    ['companies', 'domain'],
    ['people', 'email'],
    ['outcomes', 'search'],
  ])('refuse %s by a text longer than any: %s', async (list, field) => {
    const type = { companies: 'CompanyFilter', people: 'PersonFilter' }[list] ?? 'OutcomeFilter';
    const query = `query Q($by: ${type}) { ${list}(first: 1, filter: $by) { edges { cursor } } }`;
    const codeOf = async (text: string) =>
      (await ask(query, { by: { [field]: text } })).errors?.[0].extensions;
    expect(await codeOf('a('.repeat(251))).toMatchObject({ code: 'INVALID_ARGUMENT', field });
    expect(await codeOf('a('.repeat(250))).toBeUndefined();
  });

  it.each([0, -1, 101])("refuse %i of a person's tasks", async (first) => {
    const query = `query Q($n: Int!) {
      person(email: "person1@company1.com") { tasks(first: $n) { id } }
    }`;
    const { errors } = await ask(query, { n: first });
    expect(errors?.[0].extensions).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'first' });
  });

  it.each([0, -1, 101, 99_999_999])('refuse a page of %i', async (first) => {
    const { errors } = await ask('query Q($n: Int!) { runs(first: $n) { edges { cursor } } }', {
      n: first,
    });
    expect(errors?.[0].extensions).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'first' });
  });

  it('refuse a cursor that is none of theirs', async () => {
    const { data } = await ask('{ companies(first: 1) { pageInfo { endCursor } } }');
    for (const after of ['', 'x', 'bnVsbA', data.companies.pageInfo.endCursor]) {
      const { errors } = await ask(
        'query Q($after: String) { people(first: 1, after: $after) { edges { cursor } } }',
        { after },
      );
      expect(errors?.[0].extensions).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'after' });
    }
  });
});

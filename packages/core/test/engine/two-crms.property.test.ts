import type { RemoteId } from '@concord/core/contract';
import { createMemoryCrm } from '@concord/testkit/memory-crm';
import type { CrmObjectName } from '@concord/testkit/memory-crm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { typedOver } from './promises.ts';
import { aPerson, connectBoth, contentOf, signal } from './two-crms.ts';
import type { Side, TwoCrms } from './two-crms.ts';

const addresses = ['ada@acme.com', 'bob@acme.com', 'eve@zeta.com'] as const;
const domains = ['acme.com', 'zeta.com'] as const;
const words = ['x', 'y', 'z', null] as const;

const side = fc.constantFrom(0 as const, 1 as const);
const address = fc.constantFrom(...addresses);
const domain = fc.constantFrom(...domains);
const word = fc.constantFrom(...words);
const nth = fc.nat({ max: 5 });

/** Something that happens on one side or on the platform. */
const events = fc.oneof(
  fc.record({ kind: fc.constant('person' as const), side, address, title: word, company: nth }),
  fc.record({ kind: fc.constant('lead' as const), address, title: word, domain }),
  fc.record({ kind: fc.constant('company' as const), side, domain, phone: word }),
  fc.record({
    kind: fc.constant('edit' as const),
    side,
    nth,
    field: fc.constantFrom('Title', 'Phone', 'Play__c', 'FirstName'),
    to: word,
  }),
  fc.record({ kind: fc.constant('address' as const), side, nth, to: address }),
  fc.record({ kind: fc.constant('domain' as const), side, nth, to: domain }),
  fc.record({ kind: fc.constant('move' as const), side, nth, to: nth }),
  fc.record({ kind: fc.constant('bump' as const), side, nth }),
  fc.record({ kind: fc.constant('remove' as const), side, nth }),
  fc.record({ kind: fc.constant('merge' as const), side, nth, to: nth }),
  fc.record({ kind: fc.constant('ask' as const), address, title: word, domain }),
  fc.record({ kind: fc.constant('read' as const), side }),
  fc.record({ kind: fc.constant('write' as const), side }),
  fc.record({ kind: fc.constant('reprocess' as const), side }),
  fc.record({ kind: fc.constant('redeliver' as const), side }),
);

type Event = typeof events extends fc.Arbitrary<infer T> ? T : never;

const people = (at: Side): RemoteId[] =>
  [...at.records('Person'), ...at.records('Lead')].map(({ id }) => id);

const all = (at: Side): RemoteId[] => [...people(at), ...at.records('Company').map(({ id }) => id)];

const pick = (ids: readonly RemoteId[], n: number): RemoteId | null =>
  ids.length === 0 ? null : (ids[n % ids.length] ?? null);

const companyOf = (at: Side, n: number) =>
  pick(
    at.records('Company').map(({ id }) => id),
    n,
  );

/** Gives a person another company; a CRM that keeps associations apart tells of no change. */
function move(at: Side, { nth: n, to }: { readonly nth: number; readonly to: number }): void {
  const { state } = at.crm;
  const id = pick(
    at.records('Person').map((one) => one.id),
    n,
  );
  if (id === null) return;
  const isUnseen = at.connector.objects['Person']?.associations !== undefined;
  const change = isUnseen ? state.shift : state.edit;
  change('person', id, { CompanyId: companyOf(at, to) });
}

/** What a person does in one of the CRMs. */
function edit(at: Side, event: Event): void {
  const { state } = at.crm;
  const insert = (object: CrmObjectName, fields: Parameters<typeof state.insert>[2]) =>
    state.insert('person', object, fields);
  const change = (id: RemoteId | null, fields: Parameters<typeof state.edit>[2]) => {
    if (id !== null) state.edit('person', id, fields);
  };
  switch (event.kind) {
    case 'person': {
      const CompanyId = companyOf(at, event.company);
      return void insert('Person', aPerson(event.address, { Title: event.title, CompanyId }));
    }
    case 'lead': {
      const told = { CompanyName: 'Told', CompanySite: event.domain, Title: event.title };
      return void insert('Lead', aPerson(event.address, told));
    }
    case 'company':
      return void insert('Company', {
        Name: event.domain,
        Website: event.domain,
        Phone: event.phone,
      });
    case 'edit':
      return change(pick(people(at), event.nth), { [event.field]: event.to });
    case 'address':
      return change(pick(people(at), event.nth), { Email: event.to });
    case 'domain':
      return change(companyOf(at, event.nth), { Website: event.to });
    case 'move':
      return move(at, event);
    case 'bump':
      return change(pick(all(at), event.nth), {});
    case 'remove': {
      const id = pick(all(at), event.nth);
      return id === null ? undefined : state.remove('person', id);
    }
    case 'merge': {
      const ids = at.records('Person').map(({ id }) => id);
      const [from, to] = [pick(ids, event.nth), pick(ids, event.to)];
      return from === null || to === null || from === to
        ? undefined
        : state.merge('person', from, to);
    }
    default:
      return undefined;
  }
}

async function happen({ sides, engine, clock }: TwoCrms, event: Event): Promise<void> {
  await clock.advance(1_000);
  if (event.kind === 'ask') {
    const { address: email, title, domain: of } = event;
    const company = { domain: of };
    await engine.syncPerson({ email, fields: { lastName: 'Platform', title }, company }, {});
    return;
  }
  const at = sides[event.kind === 'lead' ? 0 : event.side];
  if (event.kind === 'read') await engine.runRead(at.id, signal);
  else if (event.kind === 'write') await engine.runWrite(at.id, signal);
  else if (event.kind === 'reprocess') {
    await engine.reprocess(at.id, 'person');
    await engine.runBackground(at.id, signal);
  } else if (event.kind === 'redeliver') at.redeliver();
  else edit(at, event);
}

/** Changes without a change, in the order of the last ones: the CRM's dates move by themselves. */
const bumpAll = ({ crm }: Side): void => {
  for (const object of ['Company', 'Person', 'Lead']) {
    for (const { id, removed } of crm.state.all(object)) {
      if (!removed) crm.state.edit('crm', id, {});
    }
  }
};

/** What the platform holds, and how much we have written. */
async function stateOf(both: TwoCrms): Promise<string> {
  const writes = both.sides.map((at) => at.ourChanges().length);
  return JSON.stringify([writes, contentOf(await both.platform())]);
}

/**
 * Everything is delivered once more and asked for once more, on both sides; answers each state that
 * was seen on the way.
 */
async function goRound(both: TwoCrms): Promise<readonly string[]> {
  const seen = new Set([await stateOf(both)]);
  for (const at of both.sides) {
    bumpAll(at);
    at.redeliver();
  }
  await both.askForAll();
  await both.cycle(async () => void seen.add(await stateOf(both)));
  return [...seen];
}

const roundsMax = 6;

/** Goes round until nothing changes any more. */
async function settle(both: TwoCrms): Promise<void> {
  let last: readonly string[] = [];
  for (let round = 0; round < roundsMax; round += 1) {
    last = await goRound(both);
    if (last.length === 1) return;
  }
  throw new Error(`there is still dust:\n${last.join('\n')}`);
}

const open = () =>
  connectBoth(
    createMemoryCrm(['Company', 'Person', 'Lead']),
    createMemoryCrm(['Company', 'Person'], { keepsApart: true, compensates: true }),
  );

/** Our changes of fields that were not empty, the product's own fields apart. */
const replaced = ({ ourChanges }: Side) =>
  ourChanges().filter(
    ({ kind, field, before }) =>
      kind === 'updated' && before !== null && field?.endsWith('__c') === false,
  );

/** Two companies of the platform become one in a CRM that takes any update, and are written at once. */
const becomingOne: Event[] = [
  { kind: 'lead', address: 'ada@acme.com', title: 'x', domain: 'acme.com' },
  { kind: 'ask', address: 'ada@acme.com', title: 'x', domain: 'zeta.com' },
  { kind: 'read', side: 0 },
  { kind: 'company', side: 0, domain: 'acme.com', phone: 'x' },
  { kind: 'write', side: 1 },
  { kind: 'domain', side: 0, nth: 0, to: 'zeta.com' },
  { kind: 'domain', side: 1, nth: 0, to: 'acme.com' },
];

describe('two CRMs of one platform, whatever happens in which order', () => {
  it('come to rest, and nothing a person typed is replaced', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(events, { maxLength: 25, size: 'max' }), async (list) => {
        const both = await open();
        for (const event of list) await happen(both, event);
        await settle(both);
        expect(await goRound(both)).toHaveLength(1);
        for (const at of both.sides) expect([...replaced(at), ...typedOver(at.crm)]).toEqual([]);
        const keys = (await both.platform()).flatMap(({ object, keys: own }) =>
          own.map((key) => `${object} ${key}`),
        );
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 60, examples: [[becomingOne]] },
    );
  });
});

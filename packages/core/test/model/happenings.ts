import fc from 'fast-check';

const few = <const T>(...values: readonly [T, ...T[]]) => fc.constantFrom<T[]>(...values);

export const addresses = ['ada@acme.com', 'bob@acme.com', 'eve@zeta.com'] as const;
export const domains = ['acme.com', 'zeta.com'] as const;

const address = few(...addresses);
const domain = few(...domains);
/** What the platform says of people and companies. */
export const words = ['ours 1', 'ours 2', 'ours 3'] as const;

const theirs = few('theirs 1', 'theirs 2', 'theirs 3', null);
const ours = few(...words, null);
const nth = fc.nat({ max: 5 });

const kind = <const Kind extends string, T extends object>(
  name: Kind,
  more: { [Name in keyof T]: fc.Arbitrary<T[Name]> },
) => fc.record({ kind: fc.constant(name), ...more }) as unknown as fc.Arbitrary<{ kind: Kind } & T>;

/** Somebody fills a field that we may be about to fill. */
const filled = kind('edit', { nth, field: few('Title', 'Phone'), to: theirs });

/** What somebody does in the CRM. */
const inCrm = fc.oneof(
  kind('person', { address, title: theirs, company: nth }),
  kind('lead', { address, title: theirs, domain }),
  kind('company', { domain, phone: theirs }),
  kind('edit', { nth, field: few('Title', 'Phone', 'FirstName', 'Play__c'), to: theirs }),
  filled,
  kind('edit company', { nth, field: few('Phone', 'Industry', 'City'), to: theirs }),
  kind('address', { nth, to: few(...addresses, null) }),
  kind('domain', { nth, to: few(...domains, null) }),
  kind('touch', { nth }),
  kind('remove', { nth }),
  kind('purge', { nth }),
  kind('merge', { nth, to: nth }),
  kind('convert', { nth }),
);

/** What befalls a call: it is refused, it or its answer is lost or late, or somebody comes first. */
const trouble = fc.oneof(
  kind('trouble', {
    on: few('change', 'any'),
    after: fc.nat({ max: 2 }),
    fate: few('refused', 'lost-before', 'lost-after', 'late'),
  }),
  kind('race', {
    on: few('change', 'any'),
    after: fc.nat({ max: 2 }),
    edit: fc.oneof({ weight: 2, arbitrary: filled }, { weight: 1, arbitrary: inCrm }),
  }),
);

const work = few('read', 'write', 'write', 'write', 'background');

/** Both sides fill the same field at once: somebody does so right before, or after, our own call. */
const contest = kind('contest', {
  nth,
  address,
  field: few('Title', 'Phone'),
  on: few('change', 'any'),
  after: fc.nat({ max: 2 }),
  to: few('theirs 1', 'theirs 2'),
});

/** Nobody is there, and while we create the record the answer gets lost or somebody else creates it. */
const birth = kind('birth', {
  address,
  after: fc.nat({ max: 3 }),
  by: few('lost-after', 'late', 'rival'),
});

/** What may happen, each with all that is needed to let it happen once more. */
export const happenings = fc.oneof(
  { weight: 6, arbitrary: inCrm },
  {
    weight: 6,
    arbitrary: fc.oneof(
      kind('ask', { address, title: ours, phone: ours, domain: few(...domains, null) }),
      kind('ask', { address, title: ours, phone: ours, domain: few(...domains, null) }),
      kind('ask company', { domain, phone: ours }),
    ),
  },
  { weight: 4, arbitrary: trouble },
  { weight: 2, arbitrary: contest },
  { weight: 1, arbitrary: birth },
  { weight: 7, arbitrary: kind('work', { what: work }) },
  { weight: 2, arbitrary: kind('die', { what: work, at: fc.integer({ min: 1, max: 60 }) }) },
  {
    weight: 3,
    arbitrary: fc.oneof(
      kind('map', { field: few('Title', 'Phone'), to: few('readWrite', 'read', 'write', null) }),
      kind('reprocess', {}),
      kind('hide', { field: few('Phone', 'Title') }),
      kind('show', {}),
      kind('revoke', {}),
      kind('reconnect', {}),
      kind('pass', { minutes: few(1, 3, 20) }),
      kind('pass', { minutes: few(1, 3, 20) }),
      kind('rest', {}),
    ),
  },
);

/** One thing that happens. */
export type Happening = typeof happenings extends fc.Arbitrary<infer T> ? T : never;

/** One thing that somebody does in the CRM. */
export type Edit = typeof inCrm extends fc.Arbitrary<infer T> ? T : never;

export const setups = fc.record({
  guard: few('atomic', 'compensating'),
  hasKey: few(true, true, false),
  createAs: few('contactsAndAccounts', 'contactsAndAccounts', 'leads'),
});

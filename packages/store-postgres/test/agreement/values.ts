import type { Fields } from '@concord/core/contract';
import { samples } from '@concord/testkit/store';
import fc from 'fast-check';

const { minute, crmId, email } = samples;

/** One of a few values, so that calls meet each other. */
export const few = <const T>(...values: readonly [T, ...T[]]): fc.Arbitrary<T> =>
  fc.constantFrom<T[]>(...values);

/** None up to four. */
export const several = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.array(one, { maxLength: 4 });

/** Mostly none at all. */
export const seldom = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant<T[]>([]) }, fc.array(one, { maxLength: 2 }));

export const optional = <T>(one: fc.Arbitrary<T>) => fc.option(one, { freq: 3, nil: undefined });

type Undefined<T> = { [Name in keyof T]: undefined extends T[Name] ? Name : never }[keyof T];

/** The object without the members that hold nothing. */
export const present = <T extends object>(
  value: T,
): Omit<T, Undefined<T>> & { [Name in Undefined<T>]?: Exclude<T[Name], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never;

/** Ids by the kind of record: companies, people, opportunities, tasks, emails. */
export const ids = {
  company: ['o1', 'o2'],
  person: ['p1', 'p2', 'p3'],
  opportunity: ['d1', 'd2'],
  task: ['t1', 't2'],
  emailMessage: ['e1', 'e2'],
} as const;

export const asked = [...ids.company, ...ids.person, ...ids.task, ...ids.emailMessage] as const;
export const addresses = ['a@x.example', 'b@x.example', 'c@x.example', 'd\0@x.example'] as const;
export const domains = ['x.example', 'y.example'] as const;

export const connectionId = few('c1', 'c2');
export const recordId = few(...asked, ...ids.opportunity);
export const personId = few(...ids.person);
export const opportunityId = few(...ids.opportunity);
export const companyId = few(...ids.company);
export const contacts = ['003A', '003B', '003C', 'nul \0', 'half \ud83d'].map(crmId);
export const contactId = fc.constantFrom(...contacts);
export const crmObject = few('Account', 'Contact', 'Lead', 'Opportunity');
export const address = few(...addresses);
export const domain = few(...domains);
export const time = fc.integer({ min: 0, max: 9 }).map(minute);
export const key = fc.oneof(
  address.map(email),
  domain.map((value) => ({ kind: 'domain', value }) as const),
);

export const text = fc.string({ unit: 'binary', maxLength: 5 });
const name = fc.oneof(text, few('a', '', '__proto__', 'then'));
export const value = fc.oneof(text, fc.boolean(), fc.integer(), fc.double(), fc.constant(null));
export const fields = fc
  .uniqueArray(fc.tuple(name, value), { maxLength: 3, selector: ([first]) => first })
  .map((entries) => JSON.parse(JSON.stringify(Object.fromEntries(entries))) as Fields);

import { samples } from '@concord/testkit/store';
import fc from 'fast-check';
import { call } from './call.ts';
import type { Call } from './call.ts';
import { runKind } from './holdings.ts';
import {
  addresses,
  asked,
  connectionId,
  contactId,
  contacts,
  crmObject,
  domain,
  domains,
  few,
  ids,
  key,
  personId,
  present,
  optional,
  recordId,
  several,
  time,
} from './values.ts';
import { requestId, requestIds } from './writes.ts';

const { email, minute } = samples;

const lookUp = <T>(given: fc.Arbitrary<T>, make: (given: T) => Call): fc.Arbitrary<Call> =>
  given.map(make);

const page = { first: few(0, 1, 2, 9), after: few(null, null, 'c', 'p1', 'p2', 'p1\0') };
const instantPage = {
  first: few(0, 1, 2, 9),
  after: few(
    null,
    null,
    `${minute(3)} s2`,
    `${minute(4)} w1-c1-p1`,
    `${minute(5)} run2`,
    `${minute(5)} \0`,
  ),
};

const object = few('company', 'person', 'opportunity', 'task', 'emailMessage');

const recordQuery = fc
  .record({
    ...page,
    object,
    search: optional(few('', 'x', 'a@', 'key', '0', '\0')),
    companyId: optional(few('o1', 'o2', 'o\0')),
    personId: optional(personId),
    crmObject: optional(crmObject),
    hasOpenOpportunity: optional(fc.boolean()),
    partyIds: optional(fc.array(few('o1', 'p1', 'p2'), { maxLength: 2 })),
    isOpen: optional(fc.boolean()),
  })
  .map(present);

const filter = fc
  .record({
    object: optional(few('person', 'company', 'task')),
    connectionId: optional(connectionId),
    crmObject: optional(crmObject),
    statuses: optional(fc.array(few('skipped', 'failed', 'updated'), { maxLength: 2 })),
    class: optional(few('validation-rule', 'gone')),
    recordId: optional(recordId),
    runId: optional(few('run1', 'run2', 'half \ud83d')),
    search: optional(few('', 'x', '003a', 'title', '\0')),
  })
  .map(present);

/** Which outcomes are meant. */
export const outcomeFilter = filter;

const openRequests = fc
  .record({
    first: few(0, 1, 2, 9),
    after: few(null, null, 'w1-c1-p1', 'w2'),
    connectionId,
    recordIds: optional(several(recordId)),
  })
  .map(present);

const readContext = fc.record({
  connectionId,
  object: few('person', 'company'),
  crmObject,
  ids: several(contactId),
  keys: several(key),
  domains: several(domain),
  companies: fc.option(fc.record({ crmObject, ids: several(contactId) })),
});

/** A question of each kind, about some of what there may be. */
export const lookUps: fc.Arbitrary<Call> = fc.oneof(
  lookUp(readContext, (given) => call('loadReadContext', given)),
  lookUp(fc.tuple(connectionId, several(key)), (given) => call('keysElsewhere', ...given)),
  lookUp(fc.record({ connectionId, recordIds: several(recordId), keys: several(key) }), (given) =>
    call('loadWriteContext', given),
  ),
  lookUp(
    fc.record({ connectionId, crmObject, after: fc.option(contactId), limit: few(0, 1, 2, 9) }),
    (given) => call('listMirror', given),
  ),
  lookUp(
    fc
      .record({
        connectionId,
        objects: several(object),
        now: time,
        limit: few(1, 2, 9),
        undo: optional(fc.constant(true as const)),
      })
      .map(present),
    (given) => call('dueRequests', given),
  ),
  lookUp(recordQuery, (given) => call('listRecords', given)),
  lookUp(recordQuery, (given) => call('listRecords', given)),
  lookUp(fc.record({ ...instantPage, filter }), (given) => call('listOutcomes', given)),
  lookUp(filter, (given) => call('countOutcomes', given)),
  lookUp(filter, (given) => call('countByKind', given)),
  lookUp(several(requestId), (given) => call('getOutcomes', given)),
  lookUp(
    fc
      .record({ ...instantPage, connectionId: optional(connectionId), kind: optional(runKind) })
      .map(present),
    (given) => call('listRuns', given),
  ),
  lookUp(fc.tuple(several(recordId), few(1, 2)), (given) => call('opportunitiesOf', ...given)),
  lookUp(fc.tuple(several(recordId), few(1, 2)), (given) => call('outcomesOf', ...given)),
  lookUp(fc.tuple(few('task', 'emailMessage'), several(personId), few(1, 2)), (given) =>
    call('activitiesOf', ...given),
  ),
  lookUp(several(requestId), (given) => call('getRequests', given)),
  lookUp(openRequests, (given) => call('listOpenRequests', given)),
  lookUp(several(recordId), (given) => call('haveOpenOpportunity', given)),
);

const records = Object.values(ids).flat();
const keys = [
  ...addresses.map(email),
  ...domains.map((one) => ({ kind: 'domain', value: one }) as const),
];
const all = { first: 99, after: null } as const;
const objects = ['Account', 'Contact', 'Lead', 'Opportunity'] as const;

const ofConnection = (id: string): readonly Call[] => [
  call('getConnection', id),
  call('getMappings', id),
  call('getCredentials', id),
  call('openPlans', id),
  call('nextDueAt', id),
  call('countObjects', [id]),
  call('countReasons', id),
  call('listCheckpoints', [id]),
  call('workAhead', [id]),
  call('getLease', `connection:${id}`),
  call('loadWriteContext', { connectionId: id, recordIds: records, keys }),
  ...objects.flatMap((of): Call[] => [
    call('getCheckpoint', id, of),
    call('listMirror', { connectionId: id, crmObject: of, after: null, limit: 99 }),
  ]),
  ...(['read', 'write', 'reprocess'] as const).map((kind) => call('nextQueuedRun', id, kind)),
  ...(['company', 'person', 'task', 'emailMessage'] as const).map((one) =>
    call('dueRequests', { connectionId: id, objects: [one], now: minute(9), limit: 99 }),
  ),
];

/** Questions for everything that a store may hold. */
export const everything: readonly Call[] = [
  call('listConnections'),
  call('listSwitches'),
  ...ofConnection('c1'),
  ...ofConnection('c2'),
  call('getRecords', records),
  call('getRequests', requestIds),
  call('linksOf', records),
  call('haveOpenOpportunity', records),
  call('opportunitiesOf', records, 9),
  call('partiesOf', ids.opportunity),
  call('openTasks', ids.person),
  call('activitiesOf', 'task', ids.person, 9),
  call('activitiesOf', 'emailMessage', ids.person, 9),
  ...addresses.map((one) => call('findRecord', 'person', one)),
  ...domains.map((one) => call('findRecord', 'company', one)),
  ...['x', '0', '\0', '@'].map((search) =>
    call('listRecords', { ...all, object: 'person', search }),
  ),
  call('listOutcomes', { ...all, filter: {} }),
  call('outcomesOf', asked, 9),
  call('listRuns', all),
  ...['run1', 'run2', 'run3'].map((id) => call('getRun', id)),
  call('getRun', 'run\0'),
  call('getConnection', 'half \ud83d'),
  call('getRedirects', domains),
  call('redirectsTo', domains),
  call('listApiKeys'),
  call('loadReadContext', {
    connectionId: 'c1',
    object: 'person',
    crmObject: 'Contact',
    ids: contacts,
    keys: [],
    domains,
    companies: { crmObject: 'Account', ids: contacts },
  }),
];

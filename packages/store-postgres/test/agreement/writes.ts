import { samples } from '@concord/testkit/store';
import fc from 'fast-check';
import { link } from './records.ts';
import {
  asked,
  contactId,
  crmObject,
  few,
  fields,
  ids,
  optional,
  present,
  several,
  time,
} from './values.ts';

const objectOf = (id: string) =>
  (Object.keys(ids) as (keyof typeof ids)[]).find((kind) => ids[kind].some((one) => one === id)) ??
  'person';

/** Ids are of one record and connection, as those that are made up are. */
const requestOf = (number: string, connection: string, id: string) =>
  `${number}-${connection}-${id}`;

const number = few('w1', 'w2', 'w3');
const askedId = few(...asked);

export const requestId = fc
  .tuple(number, few('c1', 'c1', 'c2'), askedId)
  .map(([one, connection, id]) => requestOf(one, connection, id));

export const asking = fc
  .record({
    number,
    connectionId: few('c1', 'c1', 'c2'),
    recordId: askedId,
    defaults: fields,
    trigger: fc.record({ play: few('Play', null), sequence: few('Sequence', null) }),
    dueAt: time,
    createdAt: time,
    undoes: optional(several(few('w0', 'w1-c1-p1', 'nul \0'))),
  })
  .map(present)
  .map(({ number: one, ...values }) =>
    samples.anAsking({
      ...values,
      object: objectOf(values.recordId),
      id: requestOf(one, values.connectionId, values.recordId),
    }),
  );

const planNumber = few('plan1', 'plan2');

export const planId = fc.tuple(planNumber, requestId).map((parts) => parts.join('-'));

export const plan = fc
  .record({
    number: planNumber,
    requestId,
    plannedAt: time,
    fields,
    before: fields,
    links: few([]),
  })
  .map(({ number: one, ...values }) =>
    samples.aPlan({
      ...values,
      id: `${one}-${values.requestId}`,
      connectionId: values.requestId.split('-')[1] ?? '',
    }),
  );

const status = few('created', 'updated', 'removed', 'skipped', 'failed', 'waiting');

const outcomeOf = (id: string, values: object) =>
  samples.aFailure({
    ...values,
    id,
    connectionId: id.split('-')[1] ?? '',
    recordId: id.split('-')[2] ?? null,
  });

export const conclusion = fc
  .record({
    requestId,
    plan: fc.option(fc.record({ number: planNumber, phase: few('unknown', 'done', 'done') })),
    seq: few(1, 1, 1, 2, 3),
    state: few('pending', 'waiting', 'waiting', 'parked', 'done', 'done'),
    waitingFor: few('company', 'person', 'unknown-outcome'),
    dueAt: time,
    outcome: fc.option(
      fc.record({
        at: time,
        status,
        crmObject,
        runId: few('run1', 'run2', null),
        verdicts: few([]),
        written: fields,
      }),
    ),
    link: fc.option(link),
    touched: fc.option(fc.record({ crmObject, crmId: contactId })),
    undone: optional(several(few('w0', 'w1-c1-p1', 'nul \0'))),
  })
  .map(({ requestId: id, plan: ended, outcome, link: made, touched, undone, ...request }) => ({
    plan: ended && { id: `${ended.number}-${id}`, phase: ended.phase },
    request: {
      ...request,
      id,
      waitingFor: request.state === 'waiting' ? request.waitingFor : null,
      attempt: 1,
    },
    outcome: outcome && outcomeOf(id, outcome),
    link: made,
    touched,
    ...(undone && { undone }),
  }));

/** Every request id that an asking may make up. */
export const requestIds = ['w1', 'w2', 'w3'].flatMap((one) =>
  ['c1', 'c2'].flatMap((at) => asked.map((id) => requestOf(one, at, id))),
);

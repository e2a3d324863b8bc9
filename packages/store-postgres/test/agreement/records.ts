import { toCursor } from '@concord/core/contract';
import { samples } from '@concord/testkit/store';
import fc from 'fast-check';
import {
  address,
  companyId,
  connectionId,
  contactId,
  crmObject,
  domain,
  few,
  fields,
  ids,
  key,
  opportunityId,
  optional,
  personId,
  present,
  recordId,
  several,
  text,
  time,
} from './values.ts';

const { crmId } = samples;

export const ref = fc.record({ object: crmObject, id: contactId });

export const row = fc
  .record({
    connectionId: few('c1', 'c1', 'c1', 'c2'),
    crmObject,
    id: contactId,
    modifiedAt: time,
    removed: fc.boolean(),
    revision: few('r1', 'r2', null),
    mergedInto: few(null, null, crmId('003B')),
    keys: several(key),
    fields,
    continuesAs: optional(ref),
    editedAt: optional(time),
  })
  .map((values) => samples.aRow(present({ ...values, keys: values.removed ? [] : values.keys })));

const source = fc.record({ connectionId, crmObject, crmId: contactId });
const common = {
  version: few(1, 1, 1, 1, 2, 2, 3),
  fields,
  sources: fc.dictionary(few('title', 'company'), source),
  updatedAt: time,
};

const person = fc
  .record({
    ...common,
    id: personId,
    key: address,
    more: several(address),
    companyId: few('o1', 'o2', null),
  })
  .map(({ more, ...values }) =>
    samples.aPerson({ ...values, keys: [...new Set([values.key, ...more])] }),
  );

const company = fc
  .record({ ...common, id: companyId, key: domain })
  .map((values) => samples.aCompany({ ...values, keys: [values.key] }));

const opportunity = fc
  .record({
    ...common,
    id: opportunityId,
    fields: fc.record({
      isClosed: few(true, false, null),
      closeDate: few('2026-01-01', '2026-02-01', null),
    }),
  })
  .map(samples.anOpportunity);

const activity = fc
  .record({
    ...common,
    id: few(...ids.task, ...ids.emailMessage),
    personId: few('p1', 'p2', null),
    fields: fc.record({ status: few('READY', 'COMPLETED') }),
  })
  .map(({ id, ...values }) =>
    id.startsWith('t')
      ? samples.aTask({ ...values, id })
      : samples.anEmail({
          ...values,
          id,
          key: `key of ${id}`,
          keys: [`key of ${id}`, `<${id}@x>`],
        }),
  );

export const record = fc.oneof(
  { weight: 3, arbitrary: person },
  { weight: 2, arbitrary: company },
  { weight: 2, arbitrary: opportunity },
  { weight: 2, arbitrary: activity },
);

export const link = fc
  .record({
    connectionId,
    crmObject,
    recordId,
    crmId: contactId,
    createdByUs: fc.boolean(),
    written: optional(fields),
  })
  .map((values) => samples.aLink(present(values)));

export const merge = fc.record({ from: contactId, to: contactId });
export const relation = fc.record({ connectionId, source: ref, from: ref, to: ref });

export const skipId = few('s1', 's2', 's3');

export const skip = fc
  .record({
    id: skipId,
    connectionId,
    at: time,
    crmObject,
    recordId: fc.option(recordId),
    runId: few('run1', null),
    reason: few('no-email', 'no-domain'),
  })
  .map(samples.aSkip);

export const checkpoint = fc
  .record({ crmObject, cursor: text.map(toCursor), savedAt: time, caughtUpAt: fc.option(time) })
  .map(samples.aCheckpoint);

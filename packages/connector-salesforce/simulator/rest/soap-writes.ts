import { countRepeats } from '../org/count-repeats.ts';
import { mergeRecords } from '../org/merge-records.ts';
import { objectOfId } from '../org/object-of-id.ts';
import { type RecordResult, refuse } from '../org/record-error.ts';
import { deleteRecord, purgeRecord, undeleteRecord } from '../org/remove-record.ts';
import { createRecord, updateRecord } from '../org/save-record.ts';
import type { Work } from '../org/work.ts';
import type { SimObject } from '../schema/schema.ts';
import { toFullId } from '../store/record-ids.ts';
import { withWork } from './call-work.ts';
import { runSaves, type Save } from './run-saves.ts';
import { upsertSaves } from './upsert-saves.ts';
import { isOn, type SoapCall, type SoapMethod } from './soap-call.ts';
import { element } from './soap-envelope.ts';
import { errorsXml, resultXml, type SoapRecord, toSoapRecord } from './soap-records.ts';
import { childOf, textOf, textsOf, type XmlElement } from './soap-xml.ts';

// Salesforce: 200 records a call. developer.salesforce.com, read 2026-11-21
const recordMax = 200;

const checkCount = (count: number): void => {
  if (count <= recordMax) return;
  refuse(
    'EXCEEDED_ID_LIMIT',
    `record limit reached. cannot submit more than ${recordMax} records into this call`,
  );
};

const childrenOf = ({ method }: SoapCall, name: string): XmlElement[] =>
  method.children.filter((child) => child.name.toLowerCase() === name.toLowerCase());

const recordsOf = (call: SoapCall): SoapRecord[] => {
  const records = childrenOf(call, 'sObjects').map(toSoapRecord);
  checkCount(records.length);
  return records;
};

const objectNamed = (work: Work, type: string): SimObject =>
  work.org.schema.object(type) ??
  refuse('INVALID_TYPE', `sObject type '${type}' is not supported.`);

const withId = (id: string | null): string =>
  id ?? refuse('MISSING_ARGUMENT', 'Id not specified in an update call', { fields: [] });

const saveAll = (call: SoapCall, saves: readonly Save[], isUpsert = false): string =>
  runSaves(call.api, saves, isOn(call, 'AllOrNoneHeader', 'allOrNone'))
    .map((result) => resultXml(result, isUpsert))
    .join('');

const create: SoapMethod = (call) =>
  saveAll(
    call,
    recordsOf(call).map(
      ({ type, input }): Save =>
        (work) =>
          createRecord(work, objectNamed(work, type), input),
    ),
  );

const update: SoapMethod = (call) => {
  const check = countRepeats();
  const saves = recordsOf(call).map(({ type, id, input }): Save => (work) => {
    check(withId(id));
    return updateRecord(work, objectNamed(work, type), { id: withId(id), input });
  });
  return saveAll(call, saves);
};

const upsert: SoapMethod = (call) => {
  const name = textOf(call.method, 'externalIDFieldName') ?? 'Id';
  const records = recordsOf(call).map(({ type, id, input }) => ({
    type,
    input: id === null ? input : { Id: id, ...input },
  }));
  return saveAll(call, upsertSaves(name, records), true);
};

type ById = (work: Work, object: SimObject, id: string) => RecordResult;

const each =
  (act: ById): SoapMethod =>
  (call) => {
    const ids = textsOf(call.method, 'ids');
    checkCount(ids.length);
    return saveAll(
      call,
      ids.map(
        (id): Save =>
          (work) =>
            act(work, objectOfId(work.org, id), id),
      ),
    );
  };

const emptyBin: ById = (work, object, id) => {
  const table = work.org.table(object.name);
  const row = table.rowOf(id);
  return row !== undefined && table.state(row) === 'deleted'
    ? purgeRecord(work, object, id)
    : refuse('INVALID_ID_FIELD', 'Invalid record id; no recycle bin entry found', { fields: [] });
};

const relatedIds = (work: Work, { mark, object }: { mark: number; object: string }): string[] => [
  ...new Set(
    work.steps
      .slice(mark)
      .flatMap(({ changes }) => changes)
      .filter((change) => change.kind === 'updated' && change.object !== object)
      .map(({ id }) => id),
  ),
];

const mergeOne = (call: SoapCall, request: XmlElement): string =>
  withWork(call.api, (work) => {
    const record = childOf(request, 'masterRecord');
    const { type, id, input } = toSoapRecord(record ?? request);
    const losers = textsOf(request, 'recordToMergeIds');
    const mark = work.steps.length;
    const object = objectNamed(work, type);
    const result = mergeRecords(work, object, { winner: withId(id), losers, values: input });
    if (!result.ok) {
      return `<result>${errorsXml(result.errors)}<id xsi:nil="true"/><success>false</success></result>`;
    }
    const merged = losers.map((loser) => element('mergedRecordIds', toFullId(loser)));
    const related = relatedIds(work, { mark, object: object.name }).map((one) =>
      element('updatedRelatedIds', one),
    );
    return `<result>${element('id', result.id)}${merged.join('')}<success>true</success>${related.join('')}</result>`;
  });

const merge: SoapMethod = (call) =>
  childrenOf(call, 'request')
    .concat(childrenOf(call, 'mergeRequests'))
    .map((request) => mergeOne(call, request))
    .join('');

/** The calls that write. */
export const soapWrites: Readonly<Record<string, SoapMethod>> = {
  create,
  update,
  upsert,
  merge,
  delete: each(deleteRecord),
  undelete: each(undeleteRecord),
  emptyRecycleBin: each(emptyBin),
};

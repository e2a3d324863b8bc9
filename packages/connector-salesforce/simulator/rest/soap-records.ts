import type { RecordInput } from '../org/read-input.ts';
import type { RecordError, RecordResult } from '../org/record-error.ts';
import { element } from './soap-envelope.ts';
import { escapeXml, textOf, textsOf, type XmlElement } from './soap-xml.ts';

/** A record as a SOAP call gives it; the id is null where it has none. */
export interface SoapRecord {
  readonly type: string;
  readonly id: string | null;
  readonly input: RecordInput;
}

const special = new Set(['type', 'id', 'fieldstonull']);

const isNested = (child: XmlElement): boolean => child.children.length > 0;

const valueOf = (child: XmlElement): unknown => {
  if (child.attributes['nil'] === 'true') return null;
  return isNested(child) ? nestedOf(child) : child.text;
};

const nestedOf = (child: XmlElement): RecordInput => {
  const { type, input } = toSoapRecord(child);
  return { attributes: { type }, ...input };
};

/** Reads an `sObject`: its type from `type` or `xsi:type`, nulls from `fieldsToNull` and `xsi:nil`. */
export const toSoapRecord = (record: XmlElement): SoapRecord => {
  const named = record.attributes['type']?.replace(/^.*:/u, '');
  const values = record.children
    .filter(({ name }) => !special.has(name.toLowerCase()))
    .map((child) => [child.name, valueOf(child)] as const);
  const nulls = textsOf(record, 'fieldsToNull').map((name) => [name, null] as const);
  return {
    type: textOf(record, 'type') ?? named ?? '',
    id: textOf(record, 'Id') ?? null,
    input: Object.fromEntries([...values, ...nulls]),
  };
};

interface Duplicate {
  readonly allowSave: boolean;
  readonly duplicateRule: string;
  readonly duplicateRuleEntityType: string;
  readonly errorMessage: string;
  readonly matchResults: readonly {
    readonly entityType: string;
    readonly matchEngine: string;
    readonly rule: string;
    readonly size: number;
    readonly matchRecords: readonly { readonly record: JsonRecord }[];
  }[];
}

/** A record of the REST API. */
export type JsonRecord = Readonly<Record<string, unknown>> & {
  readonly attributes: { readonly type: string };
};

const matchXml = (match: Duplicate['matchResults'][number]): string => {
  const records = match.matchRecords.map(
    ({ record }) =>
      `<matchRecords>${element('matchConfidence', 100)}${recordXml('record', record)}</matchRecords>`,
  );
  return `<matchResults>${element('entityType', match.entityType)}${element('matchEngine', match.matchEngine)}${records.join('')}${element('rule', match.rule)}${element('size', match.size)}<success>true</success></matchResults>`;
};

// Salesforce: in SOAP the key is spelt rightly, in an error of its own type. developer.salesforce.com, read 2026-11-21
const duplicateXml = (duplicate: Duplicate): string =>
  `<duplicateResult>${element('allowSave', duplicate.allowSave)}${element('duplicateRule', duplicate.duplicateRule)}${element('duplicateRuleEntityType', duplicate.duplicateRuleEntityType)}${element('errorMessage', duplicate.errorMessage)}${duplicate.matchResults.map(matchXml).join('')}</duplicateResult>`;

const errorXml = ({ statusCode, message, fields = [], extra }: RecordError): string => {
  const duplicate = extra?.['duplicateResut'] as Duplicate | undefined;
  const names = fields.map((name) => element('fields', name)).join('');
  const own = `${names}${element('message', message)}${element('statusCode', statusCode)}`;
  return duplicate
    ? `<errors xsi:type="DuplicateError">${own}${duplicateXml(duplicate)}</errors>`
    : `<errors>${own}</errors>`;
};

/** The XML of errors, in order. */
export const errorsXml = (errors: readonly RecordError[]): string => errors.map(errorXml).join('');

/** One record's `result`; an upsert also says whether it created. */
export const resultXml = (result: RecordResult, isUpsert = false): string => {
  const created = isUpsert ? element('created', result.ok && result.created) : '';
  return result.ok
    ? `<result>${created}${element('id', result.id)}<success>true</success></result>`
    : `<result>${created}${errorsXml(result.errors)}<id xsi:nil="true"/><success>false</success></result>`;
};

const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === 'object' && value !== null && 'attributes' in value;

interface Children {
  readonly done: boolean;
  readonly totalSize: number;
  readonly records: readonly JsonRecord[];
}

const fieldXml = (name: string, value: unknown): string => {
  if (value === null || value === undefined) return element(`sf:${name}`, null);
  if (isRecord(value)) return recordXml(`sf:${name}`, value);
  if (typeof value !== 'object') return `<sf:${name}>${escapeXml(String(value))}</sf:${name}>`;
  if ('records' in value) return childrenXml(name, value as Children);
  const parts = Object.entries(value).map(([part, text]) => element(part, text as string | null));
  return `<sf:${name} xsi:type="address">${parts.join('')}</sf:${name}>`;
};

const childrenXml = (name: string, { done, totalSize, records }: Children): string =>
  `<sf:${name} xsi:type="QueryResult">${element('done', done)}<queryLocator xsi:nil="true"/>${records.map((record) => recordXml('records', record)).join('')}${element('size', totalSize)}</sf:${name}>`;

/** A record of the REST API as an `sObject`: type, id, and the fields in their order. */
export const recordXml = (name: string, record: JsonRecord): string => {
  const { attributes, Id: id, ...fields } = record;
  const inner = Object.entries(fields).map(([field, value]) => fieldXml(field, value));
  const idText = typeof id === 'string' ? id : null;
  return `<${name} xsi:type="sf:sObject">${element('sf:type', attributes.type)}${element('sf:Id', idText)}${inner.join('')}</${name}>`;
};

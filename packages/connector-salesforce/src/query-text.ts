import { createSyncError, type Instant, type RemoteId } from '@concord/core/contract';
import { literalMax, pageMax } from './limits.ts';

declare const brand: unique symbol;

/** A name of an object or a field that cannot be anything else. */
export type SoqlName = string & { readonly [brand]: 'name' };

/** A literal of a WHERE clause, quotes included. */
export type SoqlLiteral = string & { readonly [brand]: 'literal' };

/** A whole query. */
export type Soql = string & { readonly [brand]: 'query' };

const query = (text: string): Soql => text as Soql;

const nameForm = /^[A-Za-z][A-Za-z0-9_]{0,254}$/;

/** The name of an object or field; throws `invalid` for anything else. */
export const toName = (text: string): SoqlName => {
  if (nameForm.test(text)) return text as SoqlName;
  throw refuse('not a name that Salesforce could know', text.slice(0, 80));
};

// Salesforce: escapes of a string. developer.salesforce.com "Quoted String Escape Sequences",
// read 2026-11-21
const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

/** Whether text can be in a query at all; a field cannot hold what is not, nor can it hold `''`. */
export const isQueryable = (text: string): boolean =>
  text !== '' && !text.includes('\0') && text.isWellFormed() && 2 * text.length + 2 <= literalMax;

const quote = (text: string, surround: (escaped: string) => string): SoqlLiteral => {
  if (!isQueryable(text)) throw refuse('a value is empty, too long or not well-formed');
  const escaped = text.replace(/[\\'"\n\r\t\b\f]/g, (sign) => escapes[sign] ?? sign);
  return `'${surround(escaped)}'` as SoqlLiteral;
};

/** The literal of a queryable text. */
export const toLiteral = (text: string): SoqlLiteral => quote(text, (escaped) => escaped);

/** The literal of a LIKE pattern that finds a queryable text anywhere within a value. */
export const toPattern = (text: string): SoqlLiteral =>
  quote(text, (escaped) => `%${escaped.replace(/[%_]/g, (sign) => `\\${sign}`)}%`);

/** Instants are unquoted and have whole seconds, as SystemModstamp has. */
const toStamp = (instant: Instant): string => `${instant.slice(0, 19)}Z`;

/** A place in the order of changes: everything at `at` with an id above `id`, and everything later. */
export interface Place {
  readonly at: Instant;
  readonly id: RemoteId | null;
}

/** Rows changed since a place, oldest change first; from the beginning when `after` is `null`. */
export const selectChanges = (
  object: SoqlName,
  fields: readonly SoqlName[],
  after: Place | null,
): Soql => {
  const where = after === null ? '' : ` WHERE ${isAfter(after)}`;
  return query(
    `SELECT ${fields.join(',')} FROM ${object}${where} ` +
      `ORDER BY SystemModstamp ASC,Id ASC LIMIT ${pageMax}`,
  );
};

/** Any one row that changed since a place. */
export const selectOneChange = (object: SoqlName, after: Place): Soql =>
  query(`SELECT Id FROM ${object} WHERE ${isAfter(after)} LIMIT 1`);

const isAfter = ({ at, id }: Place): string => {
  const stamp = toStamp(at);
  if (id === null) return `SystemModstamp>=${stamp}`;
  return `(SystemModstamp>${stamp} OR (SystemModstamp=${stamp} AND Id>${toLiteral(id)}))`;
};

/** Ids of rows above `after` that are not in the bin, ascending; archived tasks among them. */
export const selectIds = (object: SoqlName, after: RemoteId | null): Soql => {
  const above = after === null ? '' : ` AND Id>${toLiteral(after)}`;
  return query(
    `SELECT Id FROM ${object} WHERE IsDeleted=false${above} ORDER BY Id ASC LIMIT ${pageMax}`,
  );
};

/** Whether rows are in the bin, by id. */
export const selectFates = (object: SoqlName, ids: readonly SoqlLiteral[]): Soql =>
  query(`SELECT Id,IsDeleted FROM ${object} WHERE Id IN (${ids.join(',')})`);

/** A test of one field: equal to one of the literals, or like one of the patterns. */
export interface Condition {
  readonly field: SoqlName;
  readonly is: 'equal' | 'like';
  readonly literals: readonly SoqlLiteral[];
}

/** What rows to select. */
export interface Selection {
  /** A row meets any of them; there is at least one. */
  readonly conditions: readonly Condition[];
  /** A field that is false in every row wanted, besides. */
  readonly not?: SoqlName;
}

/** Rows that meet any of the conditions, of which there is at least one. */
export const selectWhere = (
  object: SoqlName,
  fields: readonly SoqlName[],
  { conditions, not }: Selection,
): Soql => {
  if (conditions.every(({ literals }) => literals.length === 0)) {
    throw new Error('selectWhere: a query without a condition would answer every record');
  }
  const texts = conditions.filter(({ literals }) => literals.length > 0).map(conditionText);
  const where = texts.join(' OR ');
  const whole = not === undefined ? where : `(${where}) AND ${not}=false`;
  return query(`SELECT ${fields.join(',')} FROM ${object} WHERE ${whole}`);
};

const conditionText = ({ field, is, literals }: Condition): string =>
  is === 'equal'
    ? `${field} IN (${literals.join(',')})`
    : literals.map((literal) => `${field} LIKE ${literal}`).join(' OR ');

/** What to look for among the records that a user created. */
export interface CreatedBy {
  readonly by: string;
  readonly since: Instant;
  /** Fields and the texts they hold; `null` is blank. */
  readonly where: readonly (readonly [SoqlName, string | null])[];
}

/** Rows that a user created since a time, with these values. */
export const selectCreated = (
  object: SoqlName,
  fields: readonly SoqlName[],
  { by, since, where }: CreatedBy,
): Soql => {
  const values = where.map(([name, text]) => `${name}=${text === null ? 'null' : toLiteral(text)}`);
  return query(
    `SELECT ${fields.join(',')} FROM ${object} WHERE CreatedById=${toLiteral(by)} ` +
      `AND CreatedDate>=${toStamp(since)} AND ${values.join(' AND ')}`,
  );
};

/** Every status that a task can have, and what it means. */
export const selectTaskStatuses = query('SELECT ApiName,IsClosed FROM TaskStatus');

/** Permission sets of a user, its profile's among them. */
export const selectPermissionSets = (userId: RemoteId): Soql =>
  query(
    'SELECT PermissionSetId,PermissionSet.IsOwnedByProfile,PermissionSet.NamespacePrefix,' +
      `PermissionSet.Type FROM PermissionSetAssignment WHERE AssigneeId=${toLiteral(userId)}`,
  );

const setsOf = (userId: string): string =>
  `(SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId=${toLiteral(userId)})`;

/** Whether any permission set of a user lets it view all data. */
export const selectViewAllData = (userId: string): Soql =>
  query(`SELECT PermissionsViewAllData FROM PermissionSet WHERE Id IN ${setsOf(userId)}`);

/** Which permission sets of a user let it view all records of some objects. */
export const selectViewAllRecords = (userId: string, objects: readonly SoqlName[]): Soql => {
  const names = objects.map(toLiteral).join(',');
  return query(
    'SELECT SobjectType,PermissionsViewAllRecords FROM ObjectPermissions ' +
      `WHERE SobjectType IN (${names}) AND ParentId IN ${setsOf(userId)}`,
  );
};

/** How many live records our user sees. */
export const countVisible = (object: SoqlName): Soql => query(`SELECT COUNT() FROM ${object}`);

/** What a permission set says of a field. */
export const selectFieldPermissions = ({
  set,
  field,
}: {
  readonly set: string;
  readonly field: string;
}): Soql =>
  query(
    `SELECT Id FROM FieldPermissions WHERE ParentId=${toLiteral(set)} AND Field=${toLiteral(field)}`,
  );

/** Who made and last changed live rows, and when. */
export const selectTraces = (object: SoqlName, ids: readonly SoqlLiteral[]): Soql =>
  query(
    'SELECT Id,CreatedById,CreatedDate,LastModifiedById,LastModifiedDate ' +
      `FROM ${object} WHERE Id IN (${ids.join(',')})`,
  );

/** What live rows of `object` that name any of the literals in `field` name. */
export const selectAny = (
  object: SoqlName,
  field: SoqlName,
  literals: readonly SoqlLiteral[],
): Soql => query(`SELECT ${field} FROM ${object} WHERE ${field} IN (${literals.join(',')})`);

/** How many rows of `object` name each of the literals in `field`. */
export const countBy = (
  object: SoqlName,
  field: SoqlName,
  literals: readonly SoqlLiteral[],
): Soql => {
  if (literals.length === 0) throw new Error('countBy: nothing to count');
  return query(
    `SELECT ${field},COUNT(Id) total FROM ${object} ` +
      `WHERE ${field} IN (${literals.join(',')}) GROUP BY ${field}`,
  );
};

const refuse = (what: string, field?: string): Error =>
  createSyncError(`write a query: ${what}`, {
    code: 'invalid',
    retry: 'never',
    effect: 'none',
    ...(field === undefined ? {} : { field }),
  });

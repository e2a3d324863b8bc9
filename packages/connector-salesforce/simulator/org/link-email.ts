import type { Value } from '../store/table.ts';
import { givePerson } from './activity-person.ts';
import { changeRow } from './change-row.ts';
import { refuseConvertedLead } from './converted-lead.ts';
import { refuse } from './record-error.ts';
import type { SaveRule, Saving } from './save-rule.ts';
import type { Work } from './work.ts';

/** The lists of an email, and the relations that each stands for. */
export const recipientLists = [
  ['ToIds', 'ToAddress'],
  ['CcIds', 'CcAddress'],
  ['BccIds', 'BccAddress'],
] as const;

const people: ReadonlySet<string> = new Set(['Contact', 'Lead', 'User']);

/** The address of a person as their record has it; refuses an id of anything else. */
const addressOf = (work: Work, id: string): Value => {
  const object = work.org.schema.byPrefix(id.slice(0, 3));
  const table = object && people.has(object.name) ? work.org.table(object.name) : undefined;
  const row = table?.rowOf(id);
  if (!table || row === undefined || !table.isLive(row)) {
    return refuse('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', { fields: [] });
  }
  refuseConvertedLead(table, row);
  return table.get(row, table.object.indexOf('Email') ?? -1);
};

const isLocked = (work: Work, messageId: Value): boolean => {
  const table = work.org.table('EmailMessage');
  const row = table.rowOf(String(messageId));
  const status = row === undefined ? null : table.get(row, table.object.indexOf('Status') ?? -1);
  return status !== '5' && !work.access.updatesEmailMessages;
};

/** A relation of a sent email changes only by who may "Update Email Messages"; a new one takes its person's address. */
export const saveEmailRelation: SaveRule = ({ work, isNew, settled, put }) => {
  if (!isNew && isLocked(work, settled('EmailMessageId'))) {
    // Salesforce: relations of an email that is not a draft take that permission. [DOC]; the code [MEM]
    refuse('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id', {
      fields: [],
    });
  }
  const person = settled('RelationId');
  if (isNew && typeof person === 'string' && settled('RelationAddress') === null) {
    put('RelationAddress', addressOf(work, person));
  }
  if (!isNew || typeof person !== 'string') return undefined;
  return () => {
    givePerson(work, settled('EmailMessageId'), person);
  };
};

const removeRelations = ({ work, table, row }: Saving, type: string): void => {
  const relations = work.org.table('EmailMessageRelation');
  const { object } = relations;
  const read = relations.reader(object.indexOf('RelationType') ?? -1);
  const rows = relations.index(object.indexOf('EmailMessageId') ?? -1)?.rows(table.idOf(row)) ?? [];
  for (const one of rows) {
    if (!relations.isLive(one) || read(one) !== type) continue;
    changeRow(work, { table: relations, row: one, kind: 'deleted' }, { state: 'deleted' });
  }
};

/** Makes the relations of an email those of the lists given; lists that are not given stay as they are. */
export const linkRecipients = (saving: Saving, given: ReadonlyMap<string, Value>): void => {
  const { work, table, row } = saving;
  for (const [list, type] of recipientLists) {
    const ids = given.get(list);
    if (ids === undefined) continue;
    if (!saving.isNew) removeRelations(saving, type);
    for (const id of new Set(ids === null ? [] : String(ids).split(';'))) {
      saving.create('EmailMessageRelation', {
        EmailMessageId: table.idOf(row),
        RelationId: id,
        RelationType: type,
        RelationAddress: addressOf(work, id),
      });
    }
  }
};

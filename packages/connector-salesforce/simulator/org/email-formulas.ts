import { type Formula, rowsOf } from './formula.ts';
import { recipientLists } from './link-email.ts';
import type { Org } from './org.ts';

const listOf =
  (org: Org, type: string): Formula =>
  (_, table) => {
    const relations = org.table('EmailMessageRelation');
    const place = (name: string): number => relations.object.indexOf(name) ?? -1;
    const [typeOf, personOf] = [place('RelationType'), place('RelationId')].map((index) =>
      relations.reader(index),
    );
    return (row) => {
      const ids = rowsOf(relations, 'EmailMessageId', table.idOf(row))
        .filter((one) => relations.isLive(one) && typeOf?.(one) === type)
        .flatMap((one) => personOf?.(one) ?? []);
      return ids.length === 0 ? null : ids.join(';');
    };
  };

const kindOf =
  (org: Org, field: string): Formula =>
  (column) => {
    const read = column(field);
    return (row) => {
      const id = read(row);
      return typeof id === 'string' ? (org.schema.byPrefix(id.slice(0, 3))?.name ?? null) : null;
    };
  };

/** What an org works out of an email. */
export const emailFormulas = (org: Org): Readonly<Record<string, Formula>> => ({
  ...Object.fromEntries(recipientLists.map(([list, type]) => [list, listOf(org, type)])),
  Name: (column) => column('Subject'),
  IsOpened: (column) => {
    const first = column('FirstOpenedDate');
    return (row) => first(row) !== null;
  },
});

/** What an org works out of a relation of an email. */
export const relationFormulas = (org: Org): Readonly<Record<string, Formula>> => ({
  RelationObjectType: kindOf(org, 'RelationId'),
});

import {
  toRemoteId,
  type DraftLink,
  type Fields,
  type FieldValue,
  type RemoteId,
} from '@concord/core/contract';
import type { Sandbox } from '@concord/testkit/conformance';
import type { SalesforceSimulator } from '../../simulator/index.ts';

type People = Required<
  Pick<
    Sandbox,
    | 'seed'
    | 'edit'
    | 'remove'
    | 'restore'
    | 'merge'
    | 'convert'
    | 'holds'
    | 'hangings'
    | 'openTransaction'
  >
>;

/** Salesforce writes `+0000` where the contract has `Z`. */
const toValue = (value: unknown): FieldValue => {
  if (typeof value === 'string') return value.replace(/^([\d-]{10}T[\d:.]{12})\+0000$/u, '$1Z');
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
};

const toFields = (record: Record<string, unknown>): Fields =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, toValue(value)]));

const roles: Readonly<Record<string, Pick<DraftLink, 'role' | 'object'>>> = {
  '001': { role: 'company', object: 'Account' },
  '003': { role: 'person', object: 'Contact' },
  '00Q': { role: 'person', object: 'Lead' },
  '005': { role: 'owner', object: 'User' },
};

/** Ids of records in the words of a link; the first three characters of an id tell its object. */
const toLinks = (ids: readonly unknown[]): DraftLink[] =>
  ids.flatMap((id) => {
    const role = typeof id === 'string' ? roles[id.slice(0, 3)] : undefined;
    return role ? [{ ...role, id: toRemoteId(String(id)) }] : [];
  });

/** What a task's look-ups name; of an email its account, and everybody it is related to. */
const hangingsIn = ({ org }: SalesforceSimulator, object: string, id: RemoteId): DraftLink[] => {
  const record = org.read({ object, id }) ?? {};
  if (object === 'Task') return toLinks([record['WhoId'], record['WhatId'], record['OwnerId']]);
  const related = org
    .ids('EmailMessageRelation')
    .map((one) => org.read({ object: 'EmailMessageRelation', id: one }))
    .filter((one) => one?.['EmailMessageId'] === id);
  return toLinks([record['RelatedToId'], ...related.map((one) => one?.['RelationId'])]);
};

/** A role is nothing by itself: it is given a deal and a contact to bring together. */
const completer = ({ org }: SalesforceSimulator) => {
  let parents: Fields | null = null;
  const makeParents = (): Fields => ({
    OpportunityId: org.insert('Opportunity', {
      Name: 'Engines',
      StageName: 'Prospecting',
      CloseDate: '2026-06-30',
    }),
    ContactId: org.insert('Contact', { LastName: 'Lovelace' }),
  });
  return (object: string, record: Fields): Fields => {
    if (object !== 'OpportunityContactRole') return record;
    parents ??= makeParents();
    return { ...parents, ...record };
  };
};

/** What people do in Salesforce. */
export const peopleIn = (simulator: SalesforceSimulator): People => {
  const { org, report } = simulator;
  const complete = completer(simulator);
  const [, other = report.users.person] = report.users.owners;
  return {
    seed: async (object, records) =>
      records.map((record) => toRemoteId(org.insert(object, complete(object, record)))),
    edit: async (object, id, fields, by = 'person') => {
      const user = by === 'person' ? report.users.person : other;
      org.update({ object, id }, fields, { user });
    },
    remove: async (object, id) => org.remove({ object, id }),
    restore: async (object, id) => org.undelete({ object, id }),
    merge: async (object, { winner, loser }) => {
      org.merge(object, { winner, losers: [loser], values: {} });
      return winner;
    },
    convert: async (_, id) => {
      const { contactId } = org.convert({ leadId: id });
      return { object: 'Contact', id: toRemoteId(contactId) };
    },
    hangings: async (object, id) => hangingsIn(simulator, object, id),
    holds: async (object, id) => {
      const record = org.read({ object, id });
      return record === null || record['IsDeleted'] === true ? null : toFields(record);
    },
    openTransaction: async () => {
      const transaction = org.begin();
      return {
        edit: async (object, id, fields) => org.update({ object, id }, fields, { transaction }),
        create: async (object, fields) =>
          toRemoteId(org.insert(object, complete(object, fields), { transaction })),
        commit: async () => org.commit(transaction),
      };
    },
  };
};

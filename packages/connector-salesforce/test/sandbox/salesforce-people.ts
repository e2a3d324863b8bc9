import { toRemoteId, type Fields, type FieldValue } from '@concord/core/contract';
import type { Sandbox } from '@concord/testkit/conformance';
import type { SalesforceSimulator } from '../../simulator/index.ts';

type People = Required<
  Pick<Sandbox, 'seed' | 'edit' | 'remove' | 'restore' | 'merge' | 'holds' | 'openTransaction'>
>;

/** Salesforce writes `+0000` where the contract has `Z`. */
const toValue = (value: unknown): FieldValue => {
  if (typeof value === 'string') return value.replace(/^([\d-]{10}T[\d:.]{12})\+0000$/u, '$1Z');
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
};

const toFields = (record: Record<string, unknown>): Fields =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, toValue(value)]));

/** What people do in Salesforce. */
export const peopleIn = ({ org, report }: SalesforceSimulator): People => {
  const [, other = report.users.person] = report.users.owners;
  return {
    seed: async (object, records) =>
      records.map((record) => toRemoteId(org.insert(object, record))),
    edit: async (object, id, fields, by = 'person') => {
      const user = by === 'person' ? report.users.person : other;
      org.update({ object, id }, fields, { user });
    },
    remove: async (object, id) => org.remove({ object, id }),
    restore: async (object, id) => org.undelete({ object, id }),
    merge: async (object, { winner, loser }) =>
      org.merge(object, { winner, losers: [loser], values: {} }),
    holds: async (object, id) => {
      const record = org.read({ object, id });
      return record === null || record['IsDeleted'] === true ? null : toFields(record);
    },
    openTransaction: async () => {
      const transaction = org.begin();
      return {
        edit: async (object, id, fields) => org.update({ object, id }, fields, { transaction }),
        create: async (object, fields) => toRemoteId(org.insert(object, fields, { transaction })),
        commit: async () => org.commit(transaction),
      };
    },
  };
};

import { toInstant, toRemoteId } from '@concord/core/contract';
import type { DraftLink, FieldValue } from '@concord/core/contract';
import { integrationUser } from '@concord/testkit/memory-crm';
import type { CrmChange, MemoryCrm } from '@concord/testkit/memory-crm';
import type { HistoryEntry, Sample, Sandbox } from '@concord/testkit/conformance';

const actors: Readonly<Record<string, HistoryEntry['by']>> = {
  [integrationUser]: 'us',
  'other-integration': 'other-integration',
};

const kindOf = ({ kind }: CrmChange): HistoryEntry['kind'] =>
  kind === 'converted' ? 'merged' : kind;

const toEntry = (change: CrmChange): HistoryEntry => ({
  ...change,
  by: actors[change.user] ?? 'person',
  kind: kindOf(change),
});

const unsupported = () => Promise.reject(new Error('the memory CRM has no wire'));

const linkTo = (role: DraftLink['role'], object: string, id: FieldValue = null): DraftLink[] =>
  typeof id === 'string' ? [{ role, object, id: toRemoteId(id) }] : [];

/** An account in memory, as far as it has what audits of writing need: it has no wire. */
export const sandboxOf = async (crm: MemoryCrm): Promise<Sandbox> => {
  const { state } = crm;
  const opened = await crm.access.open({} as never, new AbortController().signal);
  return {
    context: () => opened.context,
    seed: async (object, records) => records.map((one) => state.insert('person', object, one)),
    edit: async (_, id, fields, by = 'person') => state.edit(by, id, fields),
    remove: async (_, id) => state.remove('person', id),
    holds: async (_, id) => {
      const record = state.get(id);
      return record === null || record.removed ? null : record.fields;
    },
    hangings: async (_, id) => {
      const person = state.get(id)?.fields['PersonId'];
      const company = state.get(id)?.fields['CompanyId'];
      return [linkTo('person', 'Person', person), linkTo('company', 'Company', company)].flat();
    },
    hideRecord: async (_, id) => void crm.unseen.add(id),
    now: () => toInstant('2026-03-24T10:00:00.000Z'),
    advance: async () => {},
    inject: unsupported,
    stalled: unsupported,
    quiet: async () => {},
    history: async () => state.history.map(toEntry),
    wire: async () => [],
    secrets: [],
    close: async () => {},
  };
};

const text = { text: 'text' } as const;

const sampleOf = (record: Sample['record'], fields: readonly [string, string]): Sample => ({
  record,
  text: fields,
  longText: null,
  edgeValues: [],
  types: text,
  refusals: [],
  happens: ['remove'],
  history: 'all',
  keys: {},
  signals: {},
});

/** What the audits need to know of the memory CRM's objects. */
export const memorySamples: Readonly<Record<string, Sample>> = {
  User: sampleOf((number) => ({ Email: `u${number}@acme.com` }), ['Name', 'Name']),
  Company: sampleOf((number) => ({ Name: `Acme ${number}` }), ['Phone', 'Industry']),
  Person: sampleOf(
    (number) => ({ Email: `p${number}@acme.com`, LastName: `P${number}` }),
    ['Title', 'Phone'],
  ),
  Lead: sampleOf(
    (number) => ({ Email: `p${number}@acme.com`, LastName: `P${number}`, CompanyName: 'Acme' }),
    ['Title', 'Phone'],
  ),
  Opportunity: sampleOf((number) => ({ Name: `Deal ${number}` }), ['Stage', 'Rank']),
  Role: sampleOf(() => ({}), ['PersonId', 'OpportunityId']),
  Task: sampleOf((number) => ({ Subject: `Call ${number}` }), ['Note', 'Kind']),
  Email: sampleOf((number) => ({ MessageId: `<${number}@us.com>` }), ['Opened__c', 'Clicks__c']),
};

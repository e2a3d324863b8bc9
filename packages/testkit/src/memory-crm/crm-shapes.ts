import type { FieldNames, Guard, MatchKeyKind, RemoteObject } from '@concord/core/contract';
import { emailLayout, taskLayout } from './activity-layouts.ts';
import type { CrmObjectName } from './crm-objects.ts';

/** What one object of the memory CRM is, apart from its fields and its records. */
export interface CrmShape extends Pick<
  RemoteObject,
  'represents' | 'keyFields' | 'company' | 'companyText' | 'relates' | 'activities' | 'alwaysRead'
> {
  readonly units: readonly FieldNames[];
  /** `null` for an object that is not read; `new` leaves out what was there before we came. */
  readonly reads: 'all' | 'new' | null;
  /** Objects that its records belong to, where that is to be asked for. */
  readonly associates: readonly CrmObjectName[];
  /** Whether removed records are among the changes, or listed for themselves. */
  readonly removed: 'shown' | 'listed';
  /** How its records are found and changed; `null` for an object that is only read. */
  readonly writes: {
    readonly matchKeys: readonly MatchKeyKind[];
    readonly guard: Guard['kind'];
    readonly matchLagMs: number;
    readonly removes: boolean;
    readonly findsCreated: boolean;
  } | null;
}

/** Records tell all of themselves. */
const plain = { associates: [], removed: 'shown' } as const;

const person = {
  represents: 'person',
  keyFields: { email: ['Email'] },
  units: [],
  ...plain,
  reads: 'all',
  writes: {
    matchKeys: ['unique-key', 'email'],
    guard: 'atomic',
    matchLagMs: 0,
    removes: true,
    findsCreated: false,
  },
} as const;

/** The objects that a memory CRM may have. */
export const crmShapes: Readonly<Record<CrmObjectName, CrmShape>> = {
  User: {
    represents: 'user',
    keyFields: { email: ['Email'] },
    company: null,
    units: [],
    ...plain,
    reads: 'all',
    writes: null,
  },
  Company: {
    represents: 'company',
    keyFields: { domain: ['Website'] },
    company: null,
    units: [['Street', 'City']],
    ...plain,
    reads: 'all',
    writes: {
      matchKeys: ['unique-key', 'domain'],
      guard: 'atomic',
      matchLagMs: 0,
      removes: true,
      findsCreated: false,
    },
  },
  Person: { ...person, company: { field: 'CompanyId', object: 'Company' } },
  Lead: { ...person, company: null, companyText: { name: 'CompanyName', domain: 'CompanySite' } },
  Opportunity: {
    represents: 'opportunity',
    keyFields: {},
    company: { field: 'CompanyId', object: 'Company' },
    units: [],
    ...plain,
    reads: 'all',
    writes: null,
  },
  Role: {
    represents: 'relation',
    keyFields: {},
    company: null,
    relates: {
      from: { field: 'OpportunityId', object: 'Opportunity' },
      to: { field: 'PersonId', object: 'Person' },
    },
    units: [],
    ...plain,
    reads: 'all',
    writes: null,
  },
  Task: {
    represents: 'task',
    keyFields: {},
    company: null,
    activities: taskLayout,
    alwaysRead: ['Subject', 'Note', 'Kind', 'Priority', 'Status', 'DueOn', 'PersonId'],
    units: [],
    ...plain,
    reads: 'new',
    writes: {
      matchKeys: ['unique-key'],
      guard: 'atomic',
      matchLagMs: 0,
      removes: true,
      findsCreated: true,
    },
  },
  Email: {
    represents: 'email',
    keyFields: { 'message-id': ['MessageId'] },
    company: null,
    activities: emailLayout,
    units: [],
    ...plain,
    reads: null,
    writes: {
      matchKeys: ['unique-key', 'message-id'],
      guard: 'none',
      matchLagMs: 0,
      removes: true,
      findsCreated: false,
    },
  },
};

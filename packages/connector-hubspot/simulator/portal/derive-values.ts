import { toInstant } from '../store/instant.ts';
import type { Value } from '../store/table.ts';
import { deriveDeal } from './derive-deal.ts';
import { deriveEmail } from './derive-email.ts';
import { deriveTicket } from './derive-ticket.ts';
import type { Portal } from './portal.ts';

/** A record in the middle of a write. */
export interface Deriving {
  readonly portal: Portal;
  readonly object: string;
  readonly isNew: boolean;
  /** What the caller sets. */
  readonly changed: ReadonlyMap<string, Value>;
  /** A value as it will be after the write. */
  readonly get: (name: string) => Value;
}

/** Values that HubSpot adds to a write. */
export type Derived = readonly (readonly [name: string, value: Value])[];

const domainOf = (email: Value): Value => email?.split('@')[1]?.toLowerCase() ?? null;

const dialled = (phone: Value): Value => {
  const digits = phone?.replaceAll(/\D/gu, '') ?? '';
  return digits === '' ? null : digits.slice(-10);
};

const stageDate = ({ portal, changed }: Deriving): Derived => {
  const stage = changed.get('lifecyclestage');
  const now = toInstant(portal.now());
  if (stage === 'lead') return [['hs_lifecyclestage_lead_date', now]];
  return stage === 'customer' ? [['hs_lifecyclestage_customer_date', now]] : [];
};

// HubSpot: what a contact has without being told. Recorded answers, 2021 to 2026.
const newContact = ({ portal, get }: Deriving): Derived => [
  ['hs_is_contact', 'true'],
  ['hs_is_unworked', 'true'],
  ['hs_marketable_status', 'false'],
  ['hs_pipeline', 'contacts-lifecycle-pipeline'],
  ...(get('lifecyclestage') === null
    ? ([
        ['lifecyclestage', 'lead'],
        ['hs_lifecyclestage_lead_date', toInstant(portal.now())],
      ] as const)
    : []),
];

const deriveContact = (deriving: Deriving): Derived => [
  ...(deriving.isNew ? newContact(deriving) : []),
  ...stageDate(deriving),
  ...(deriving.changed.has('email')
    ? ([['hs_email_domain', domainOf(deriving.get('email'))]] as const)
    : []),
  ...(deriving.changed.has('phone')
    ? ([['hs_searchable_calculated_phone_number', dialled(deriving.get('phone'))]] as const)
    : []),
];

// HubSpot: creating a company copies its domain to its website, changing one does not. Recorded answers, 2026.
const deriveCompany = (deriving: Deriving): Derived => {
  const { isNew, get } = deriving;
  if (!isNew) return stageDate(deriving);
  return [
    ['hs_pipeline', 'companies-lifecycle-pipeline'],
    ...(get('website') === null ? ([['website', get('domain')]] as const) : []),
    ...(get('lifecyclestage') === null ? ([['lifecyclestage', 'lead']] as const) : []),
  ];
};

const deriveTask = ({ portal, isNew, changed, get }: Deriving): Derived => {
  const fallbacks = [
    ['hs_task_status', 'NOT_STARTED'],
    ['hs_task_priority', 'NONE'],
    ['hs_task_type', 'TODO'],
  ] as const;
  const status = changed.get('hs_task_status');
  const isCompleted = status === 'COMPLETED';
  return [
    ...(isNew ? fallbacks.filter(([name]) => get(name) === null) : []),
    ...(status === undefined && !isNew
      ? []
      : ([
          ['hs_task_is_completed', String(isCompleted)],
          ['hs_task_completion_count', isCompleted ? '1' : '0'],
          ['hs_task_completion_date', isCompleted ? toInstant(portal.now()) : null],
        ] as const)),
  ];
};

/** HubSpot: a line item's amount is its price times its quantity. developers.hubspot.com, read 2026-11-22 */
const deriveLineItem = ({ changed, get }: Deriving): Derived => {
  if (!changed.has('price') && !changed.has('quantity')) return [];
  const [price, quantity] = [get('price'), get('quantity')];
  const isWhole = price !== null && quantity !== null;
  return [['amount', isWhole ? String(Number(price) * Number(quantity)) : null]];
};

const derivations: Readonly<Record<string, (deriving: Deriving) => Derived>> = {
  contacts: deriveContact,
  companies: deriveCompany,
  deals: deriveDeal,
  emails: deriveEmail,
  tasks: deriveTask,
  tickets: deriveTicket,
  line_items: deriveLineItem,
};

/** What HubSpot adds to what the caller sets. */
export const deriveValues = (deriving: Deriving): Derived => [
  ...(derivations[deriving.object]?.(deriving) ?? []),
  ...(deriving.changed.has('hubspot_owner_id')
    ? ([['hubspot_owner_assigneddate', toInstant(deriving.portal.now())]] as const)
    : []),
];

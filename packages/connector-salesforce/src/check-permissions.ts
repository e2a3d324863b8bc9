import type { Context, ObjectDescription, Operation, Permission } from '@concord/core/contract';
import { askTogether, isAnswered, type Part } from './ask-together.ts';
import { parseComplaint } from './complaint.ts';
import { describePath, toObjectDescription } from './describe-object.ts';
import { toSyncError } from './errors.ts';
import { productFields } from './objects/product-fields.ts';
import { toName } from './query-text.ts';
import { viewsAll } from './views-all.ts';

/** Objects as our user sees them; `null` for one that it does not see. */
type Seen = Readonly<Record<(typeof described)[number], ObjectDescription | null>>;

const described = [
  'Account',
  'Contact',
  'Lead',
  'Task',
  'Opportunity',
  'User',
  'EmailMessage',
  'EmailMessageRelation',
] as const;

const people = ['Account', 'Contact', 'Lead'] as const;

/** What our user may do; see `Connector.checkPermissions`. Three calls, or five (R-ERR-5). */
export const checkPermissions = async (context: Context): Promise<readonly Permission[]> => {
  const seen = await describeAll(context);
  const views = await viewsAll(context, people.map(toName));
  return [
    apiEnabled,
    ...people.map((object) => recordAccess(seen, object)),
    ...people.map((object, index) => viewAll(object, views[index] ?? 'unknown')),
    ...taskPermissions(seen),
    readAccess(seen, 'Opportunity', 'Knowing which companies and people have an open opportunity.'),
    readAccess(seen, 'User', 'Knowing whose a task or an email is, by the address of the user.'),
    ...emailPermissions(seen),
  ];
};

const doing = 'check the permissions';

const describeAll = async (context: Context): Promise<Seen> => {
  const questions = described.map((name) => ({ url: describePath(toName(name)), isQuery: false }));
  const parts = await askTogether(context, questions, doing);
  return Object.fromEntries(described.map((name, index) => [name, toSeen(parts[index])])) as Record<
    (typeof described)[number],
    ObjectDescription | null
  >;
};

const toSeen = (part: Part | undefined): ObjectDescription | null => {
  if (part === undefined) return null;
  const { status, body } = part;
  if (isAnswered(part)) return toObjectDescription(body, { doing, writes: false });
  const error = toSyncError({ doing, status, complaint: parseComplaint(body), writes: false });
  if (error.retry === 'later' || error.code === 'unauthorized') throw error;
  return null;
};

/** Whether an object allows all of some operations. */
const allows = (seen: ObjectDescription | null, ...operations: Operation[]): boolean =>
  seen !== null && operations.every((operation) => seen.allows[operation]);

const toPermission = (
  name: string,
  state: Permission['state'] | boolean,
  { neededFor, remedy }: { readonly neededFor: string; readonly remedy: string },
): Permission => {
  const known = typeof state === 'boolean' ? (state ? 'granted' : 'missing') : state;
  return { name, state: known, neededFor, remedy: known === 'granted' ? null : remedy };
};

/** Whoever lacks it is answered nothing at all. */
const apiEnabled: Permission = {
  name: 'API Enabled',
  state: 'granted',
  neededFor: 'Everything.',
  remedy: null,
};

const recordAccess = (seen: Seen, object: (typeof people)[number]): Permission =>
  toPermission(
    `Read, Create and Edit on ${object}`,
    allows(seen[object], 'read', 'create', 'update'),
    {
      neededFor: `Reading and writing ${object} records.`,
      remedy:
        'In Setup, open the permission set of the integration user, Object Settings, ' +
        `${object}, and tick Read, Create and Edit.`,
    },
  );

const viewAll = (object: (typeof people)[number], state: Permission['state']): Permission =>
  toPermission(`View All Records on ${object}`, state, {
    neededFor: `Finding every ${object} there is: one that is hidden would be created again.`,
    remedy:
      state === 'unknown'
        ? 'Salesforce does not show this to the integration user. In Setup, check that its ' +
          `permission set has View All Records under Object Settings, ${object}; with View Setup ` +
          'and Configuration it can be checked here.'
        : 'In Setup, open the permission set of the integration user, Object Settings, ' +
          `${object}, and tick View All Records.`,
  });

const taskPermissions = ({ Task: seen }: Seen): Permission[] => [
  toPermission('Edit Tasks', allows(seen, 'read', 'create', 'update'), {
    neededFor: 'Writing tasks, and emails, of which Salesforce makes a task.',
    remedy:
      'In Setup, open the permission set of the integration user, System Permissions, ' +
      'and tick Edit Tasks.',
  }),
  toPermission('Delete on Task', allows(seen, 'remove'), {
    neededFor: 'Removing a task that was removed from the platform.',
    remedy: 'In Setup, let the integration user delete tasks.',
  }),
];

const readAccess = (seen: Seen, object: 'Opportunity' | 'User', neededFor: string): Permission =>
  toPermission(`Read on ${object}`, allows(seen[object], 'read'), {
    neededFor,
    remedy:
      'In Setup, open the permission set of the integration user, Object Settings, ' +
      `${object}, and tick Read.`,
  });

const emailPermissions = ({ EmailMessage: email, EmailMessageRelation: relation }: Seen) => {
  // Salesforce: EmailMessageRelation is there only with Enhanced Email, and so are the lookups of
  // an email to its people. developer.salesforce.com "EmailMessageRelation", read 2026-11-21
  const hasPeople = email?.fields.some(({ name }) => name === 'ToIds') === true;
  return [
    toPermission('Enhanced Email', relation !== null && hasPeople, {
      neededFor: 'Writing emails as email messages.',
      remedy: 'In Setup, open Enhanced Email and enable it; or write emails as tasks.',
    }),
    toPermission('Read and Create on Email Message', allows(email, 'read', 'create'), {
      // R-EMAIL-4
      neededFor: 'Writing emails as email messages.',
      remedy: emailRemedy('Read and Create'),
    }),
    toPermission('Edit on Email Message', allows(email, 'update'), {
      neededFor: 'Adding opens, clicks and bounces to emails that were written.',
      remedy: emailRemedy('Edit'),
    }),
    ...emailFields(email),
  ];
};

const emailRemedy = (rights: string): string =>
  'In Setup, open the permission set of the integration user, Object Settings, Email Messages, ' +
  `and tick ${rights}.`;

/** Salesforce does not tell a field that is hidden from us from one that nobody has created. */
const emailFields = (email: ObjectDescription | null): Permission[] => {
  const ours = new Set<string>(Object.values(productFields.EmailMessage));
  const found = email?.fields.filter(({ name }) => ours.has(name)) ?? [];
  if (found.length === 0) return [];
  const locked = found.filter(({ updatable }) => !updatable).map(({ name }) => name);
  return [
    toPermission("Edit on Email Message's Unify fields", locked.length === 0, {
      neededFor: 'Writing opens, clicks and bounces to the fields that are mapped.',
      remedy:
        'In Setup, open the permission set of the integration user, Object Settings, Email ' +
        `Messages, and tick Edit Access of ${locked.join(', ')}.`,
    }),
  ];
};

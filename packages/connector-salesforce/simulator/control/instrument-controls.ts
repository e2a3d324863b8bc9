import { faultRuleShape } from '@concord/testkit/simulator';
import { z } from 'zod';
import type { RulesInput } from '../org/rules.ts';
import type { Control } from './control-api.ts';

const numberOr = (text: string | null, fallback: number): number =>
  text === null ? fallback : Number(text);

/** `history`: every change, filtered by object, id, user, kind, field and since; `next` is where to go on. */
export const historyControl: Control = ({ history }, { method, query }) => {
  if (method === 'DELETE') history.clear();
  const part = (name: string): string | undefined => query.get(name) ?? undefined;
  const changes = history.list({
    object: part('object'),
    id: part('id'),
    user: part('user'),
    kind: part('kind'),
    field: part('field'),
    since: numberOr(query.get('since'), 0),
    limit: numberOr(query.get('limit'), 1000),
  });
  return {
    changes,
    next: changes.at(-1)?.sequence ?? numberOr(query.get('since'), 0),
    total: history.length,
  };
};

/** `faults`: list, add (one rule or many), remove one by id or all. */
export const faultControl: Control = ({ faults }, { method, body, rest }) => {
  if (method === 'POST') {
    const rules = z.union([z.array(faultRuleShape), faultRuleShape]).parse(body);
    return { ids: [rules].flat().map((rule) => faults.add(rule)) };
  }
  if (method === 'DELETE' && rest !== '') return { removed: faults.remove(rest) };
  if (method === 'DELETE') faults.clear();
  return { faults: faults.list() };
};

const clockShape = z.strictObject({
  advanceMs: z.number().optional(),
  set: z.iso.datetime({ offset: true }).optional(),
  running: z.boolean().optional(),
});

/** `clock`: the time; advance, set, freeze and resume it. */
export const clockControl: Control = ({ clock }, { method, body }) => {
  if (method === 'POST') {
    const change = clockShape.parse(body);
    if (change.set !== undefined) clock.set(Date.parse(change.set));
    if (change.advanceMs !== undefined) clock.advance(change.advanceMs);
    if (change.running === false) clock.freeze();
    if (change.running === true) clock.resume();
  }
  return { now: new Date(clock.now()).toISOString(), running: clock.running };
};

const quotaShape = z.strictObject({
  max: z.int().min(0).optional(),
  used: z.int().min(0).optional(),
  longMax: z.int().min(0).optional(),
  longRunning: z.int().min(0).optional(),
});

/** `quota`: calls used and allowed, and how many long calls are said to be running. */
export const quotaControl: Control = ({ world }, { method, body }) => {
  const { quota } = world().state;
  if (method === 'POST') Object.assign(quota, quotaShape.parse(body));
  return quota;
};

/** `rules`: duplicate and validation rules, permissions, assignment, and the org's switches. */
export const rulesControl: Control = ({ world }, { method, body }) => {
  const { state } = world();
  if (method === 'POST') state.org.setRules(body as RulesInput);
  return state.org.rules;
};

/** `requests`: the wire log after `since`, and how many calls there were. */
export const requestControl: Control = ({ wire }, { method, query }) => {
  if (method === 'DELETE') wire.clear();
  return { count: wire.count, requests: wire.list(numberOr(query.get('since'), 0)) };
};

/** `seed`: what was planted: users, accounts sharing a domain, contacts sharing an email. */
export const seedControl: Control = ({ world }) => {
  const { users, queues, accounts, contacts, leads, opportunities, tasks, emails } = world().report;
  return {
    users,
    accountsByDomain: Object.fromEntries(accounts.duplicates),
    accountsWithoutWebsite: accounts.withoutWebsite,
    contactsByEmail: Object.fromEntries(contacts.duplicates),
    contactsWithoutEmail: contacts.withoutEmail,
    opportunitiesWithoutAccount: opportunities.withoutAccount,
    leadsByEmail: Object.fromEntries(leads.duplicates),
    leadsOfContacts: Object.fromEntries(leads.alsoContacts),
    leadsOfAccounts: Object.fromEntries(leads.ofAccounts),
    leadsConverted: Object.fromEntries(leads.converted),
    leadsMerged: Object.fromEntries(leads.merged),
    leadsWithoutEmail: leads.withoutEmail,
    queues,
    openOpportunities: opportunities.open,
    dialerCalls: tasks.calls,
    tasksOfPlatform: tasks.ours,
    emailsByMessageId: Object.fromEntries(emails.foreign),
  };
};

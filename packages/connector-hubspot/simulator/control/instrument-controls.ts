import { faultRuleShape } from '@concord/testkit/simulator';
import { z } from 'zod';
import type { RulesInput } from '../portal/rules.ts';
import { quotaShape } from '../rest/quota.ts';
import type { Control } from './control-api.ts';

const numberOr = (text: string | null, fallback: number): number =>
  text === null ? fallback : Number(text);

/** `history`: every change, filtered by object, id, user, kind, field and since; `next` is where to go on. */
export const historyControl: Control = ({ history, world }, { method, query }) => {
  world().state.portal.settle();
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

/** `quota`: calls allowed by the ten seconds, the second and the day, and those used today. */
export const quotaControl: Control = ({ world }, { method, body }) => {
  const { quota } = world().state;
  if (method === 'POST') Object.assign(quota, quotaShape.parse(body));
  return { ...quota, resetsAt: new Date(quota.resetsAt).toISOString() };
};

/** `rules`: required properties, and the portal's switches. */
export const rulesControl: Control = ({ world }, { method, body }) => {
  const { portal } = world().state;
  if (method === 'POST') portal.setRules(body as RulesInput);
  return portal.rules;
};

/** `requests`: the wire log after `since`, and how many calls there were. */
export const requestControl: Control = ({ wire }, { method, query }) => {
  if (method === 'DELETE') wire.clear();
  return { count: wire.count, requests: wire.list(numberOr(query.get('since'), 0)) };
};

/** `index`: lets the search index take up all changes at once. */
export const indexControl: Control = ({ world }) => {
  const { portal } = world().state;
  portal.settle();
  for (const object of portal.schema.keys()) portal.store(object).indexed.clear();
  return { caughtUp: true };
};

/** `seed`: what was planted. */
export const seedControl: Control = ({ world }) => {
  const { report } = world();
  return Object.fromEntries(
    Object.entries(report).map(([part, found]: [string, unknown]) => [part, plain(found)]),
  );
};

const plain = (value: unknown): unknown => {
  if (value instanceof Map) return Object.fromEntries(value);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]));
};

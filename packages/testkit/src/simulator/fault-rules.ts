import { z } from 'zod';
import type { SeededRandom } from './seeded-random.ts';

const match = z.strictObject({
  method: z.string().optional(),
  /** A regular expression on path and query. */
  path: z.string().optional(),
  /** A word that must occur in the decoded path, query or body: an object's name, say. */
  object: z.string().optional(),
  /** A regular expression on the body. */
  body: z.string().optional(),
  caller: z.string().optional(),
  /** Only from the nth matching request on, 1 for the first. */
  nth: z.int().positive().optional(),
});

/** A fault as data; unknown keys are refused so that a misspelt rule cannot pass as no rule. */
export const faultRuleShape = z.strictObject({
  id: z.string().optional(),
  match: match.default({}),
  /** One of the server's kinds, or a kind that the simulator of a CRM adds. */
  kind: z.string(),
  /** 1 unless told otherwise. */
  probability: z.number().min(0).max(1).default(1),
  /** How often it may strike; null for no end. */
  times: z.int().positive().nullable().default(null),
  /** Before the request takes effect, or after it did and before the answer is sent. */
  when: z.enum(['before', 'after']).default('before'),
  status: z.int().optional(),
  body: z.string().optional(),
  contentType: z.string().optional(),
  delayMs: z.int().min(0).optional(),
});

/** A fault to add. */
export type FaultRuleInput = z.input<typeof faultRuleShape>;

/** A fault in force. */
export type FaultRule = z.output<typeof faultRuleShape> & { readonly id: string };

/** What a rule is matched against. */
export interface FaultSubject {
  readonly method: string;
  readonly target: string;
  readonly body: string;
  readonly caller: string | null;
}

/** The faults in force. */
export interface FaultInjector {
  /** Adds a rule and returns its id; throws a ZodError on a malformed one. */
  add(rule: FaultRuleInput): string;
  remove(id: string): boolean;
  clear(): void;
  list(): readonly (FaultRule & { readonly struck: number })[];
  /** The first rule among `kinds` that strikes this request, used up once; null for none. */
  strike(subject: FaultSubject, kinds?: ReadonlySet<string>): FaultRule | null;
}

interface Armed {
  readonly rule: FaultRule;
  readonly test: (subject: FaultSubject) => boolean;
  seen: number;
  struck: number;
}

const decoded = (target: string): string => {
  try {
    return decodeURIComponent(target.replaceAll('+', ' '));
  } catch {
    return target;
  }
};

const compileMatch = (rule: FaultRule): ((subject: FaultSubject) => boolean) => {
  const { method, path, object, body, caller } = rule.match;
  const pathPattern = path === undefined ? null : new RegExp(path, 'u');
  const bodyPattern = body === undefined ? null : new RegExp(body, 'u');
  const word = object === undefined ? null : new RegExp(String.raw`\b${object}s?\b`, 'iu');
  return (subject) =>
    (method === undefined || method === subject.method) &&
    (caller === undefined || caller === subject.caller) &&
    (pathPattern === null || pathPattern.test(subject.target)) &&
    (bodyPattern === null || bodyPattern.test(subject.body)) &&
    (word === null || word.test(decoded(subject.target)) || word.test(subject.body));
};

const isSpent = (armed: Armed): boolean =>
  armed.rule.times !== null && armed.struck >= armed.rule.times;

const strikes = (armed: Armed, subject: FaultSubject, random: SeededRandom): boolean => {
  if (isSpent(armed) || !armed.test(subject)) return false;
  armed.seen += 1;
  if (armed.seen < (armed.rule.match.nth ?? 1)) return false;
  return armed.rule.probability >= 1 || random.chance(armed.rule.probability);
};

/** An injector without rules. */
export const createFaults = (random: SeededRandom): FaultInjector => {
  let armed: Armed[] = [];
  let nextId = 1;
  return {
    add: (input) => {
      const parsed = faultRuleShape.parse(input);
      const rule = { ...parsed, id: parsed.id ?? `fault-${nextId++}` };
      armed.push({ rule, test: compileMatch(rule), seen: 0, struck: 0 });
      return rule.id;
    },
    remove: (id) => {
      const before = armed.length;
      armed = armed.filter(({ rule }) => rule.id !== id);
      return armed.length < before;
    },
    clear: () => {
      armed = [];
    },
    list: () => armed.map(({ rule, struck }) => ({ ...rule, struck })),
    strike: (subject, kinds) => {
      for (const one of armed) {
        if (kinds && !kinds.has(one.rule.kind)) continue;
        if (!strikes(one, subject, random)) continue;
        one.struck += 1;
        return one.rule;
      }
      return null;
    },
  };
};

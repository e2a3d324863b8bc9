import type { Guarantee } from '@concord/core/engine';

/** The guarantee of one object, by the CRM's own name of it. */
export interface GuaranteeOf {
  readonly object: string;
  readonly guarantee: Guarantee;
}

const promises = {
  update: {
    atomic: 'the CRM itself refuses to replace what a person typed',
    compensating:
      'what a person types in the instant of a write is found in the history and put back',
    none: 'an edit in the instant of a write may be replaced',
  },
  create: {
    uniqueKey: 'the CRM itself refuses a second record',
    quietPeriod: 'a create with a lost answer is repeated only after a quiet period',
  },
} as const;

/** Each object's promises in words, a line for each object. */
export const describePromises = (guarantees: readonly GuaranteeOf[]): string[] =>
  guarantees.map(({ object, guarantee: { update, create } }) => {
    const kept = `${promises.update[update]} (${update})`;
    return `${object}: ${kept}; ${promises.create[create]} (${create})`;
  });

const explain = ({ message, remedy }: Guarantee['weaknesses'][number]): string =>
  remedy === null ? message : `${message} ${remedy}`;

/** Why the promises are not stronger, and what helps: a line for each cause, with its objects. */
export const describeWeaknesses = (guarantees: readonly GuaranteeOf[]): string[] => {
  const objects = new Map<string, string[]>();
  for (const { object, guarantee } of guarantees) {
    for (const text of guarantee.weaknesses.map(explain)) {
      objects.set(text, [...(objects.get(text) ?? []), object]);
    }
  }
  return [...objects].map(([text, names]) => `${names.join(', ')}: ${text}`);
};

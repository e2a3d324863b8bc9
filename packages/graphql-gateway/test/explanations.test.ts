import { readFile } from 'node:fs/promises';
import { isEnumType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { toEnumName } from '../src/schema/define-enum.ts';
import { schema } from '../src/schema/schema.ts';
import { skipExplanations } from '../src/skip-explanation.ts';

/** The words of a union of the policy, as its source names them. */
const wordsOf = async (file: string, union: string): Promise<string[]> => {
  const path = new URL(`../../core/src/policy/${file}.ts`, import.meta.url);
  const source = await readFile(path, 'utf8');
  const [, text = ''] = source.split(`export type ${union} =`);
  const [members = ''] = text.split(';\n');
  return [...members.matchAll(/\| '([a-z-]+)'/g)].map(([, word = '']) => word);
};

const skips = await wordsOf('decision', 'SkipReason');
const waits = await wordsOf('decision', 'WaitReason');
const failures = await wordsOf('failure', 'FailureClass');

const valuesOf = (name: string) => {
  const type = schema.getType(name);
  return isEnumType(type) ? type.getValues() : [];
};

const sentence = /^[A-Z].*[^.]\.$/;

/** Where everything is as it should be, so that there is nothing to do. */
const settled = ['nothing-to-write', 'recorded-already', 'unknown-outcome'];

describe('explanations', () => {
  it.each([...skips, ...waits])('say what %s means, and what to do (R-ERR-1)', (reason) => {
    const explanation = Object.entries(skipExplanations).find(([word]) => word === reason)?.[1];
    expect(explanation?.message).toMatch(sentence);
    if (!settled.includes(reason)) expect(explanation?.remedy).toMatch(sentence);
  });

  it('know every reason and every kind of obstacle', () => {
    expect(skips.length * waits.length * failures.length).toBeGreaterThan(0);
    const names = (type: string) => valuesOf(type).map(({ name }) => name);
    expect(names('OutcomeReason').toSorted()).toEqual(
      [...skips, ...waits].map(toEnumName).toSorted(),
    );
    expect(names('FailureClass').toSorted()).toEqual(failures.map(toEnumName).toSorted());
  });
});

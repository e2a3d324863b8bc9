import { audits, runAudit, selectCases } from '@concord/testkit/conformance';
import { describe, expect, it } from 'vitest';
import { connector, options } from './conformance-options.ts';
import { mutants } from './mutants/all-mutants.ts';
import type { Mutant } from './mutants/mutant.ts';

const runMutant = ({ audit: id, object: name, mutate, entry }: Mutant): Promise<Error | null> => {
  const mutant = mutate(connector);
  const audit = audits.find((one) => one.id === id);
  const object = mutant.objects[name];
  if (!audit || !object) throw new TypeError(`no ${id} of ${name}`);
  const { samples, sandbox } = options;
  const subject = { connector: mutant, name, object, sample: samples[name], samples };
  return runAudit(audit, { ...subject, entry: entry ?? options.entry }, sandbox);
};

describe('audits', () => {
  it.each(mutants)('$audit notices a connector that $fault', async (mutant) => {
    const error = await runMutant(mutant);
    expect(error).not.toBeNull();
    expect(error?.name).not.toBe('TypeError');
  });

  it('that apply each have a mutant', async () => {
    const caught = new Set(mutants.map(({ audit }) => audit));
    const cases = await selectCases(connector, options);
    const applying = new Set(cases.map(({ audit }) => audit.id));
    expect([...applying].filter((id) => !caught.has(id))).toEqual([]);
  });
});

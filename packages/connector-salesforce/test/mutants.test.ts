import { audits, runAudit } from '@concord/testkit/conformance';
import { describe, expect, it } from 'vitest';
import { salesforce } from '../src/index.ts';
import { mutants } from './mutants/all-mutants.ts';
import type { Mutant } from './mutants/mutant.ts';
import { entry } from './sandbox/entry.ts';
import { openSandbox } from './sandbox/salesforce-sandbox.ts';
import { samples } from './sandbox/samples.ts';

const runMutant = (mutant: Mutant): Promise<Error | null> => {
  const connector = mutant.mutate(salesforce);
  const audit = audits.find(({ id }) => id === mutant.audit);
  const object = connector.objects[mutant.object];
  if (!audit || !object) throw new TypeError(`no ${mutant.audit} of ${mutant.object}`);
  const name = mutant.object;
  const subject = { connector, name, object, sample: samples[name], samples };
  return runAudit(audit, { ...subject, entry: mutant.entry ?? entry }, openSandbox);
};

describe('audits', () => {
  it.each(mutants)('$audit notices a connector that $fault', async (mutant) => {
    const error = await runMutant(mutant);
    expect(error).not.toBeNull();
    expect(error?.name).not.toBe('TypeError');
  });

  it('each have a mutant', () => {
    const caught = new Set(mutants.map(({ audit }) => audit));
    expect(audits.map(({ id }) => id).filter((id) => !caught.has(id))).toEqual([]);
  });
});

import type { Connector } from '@concord/core/contract';
import { runCase, type CaseResult } from './run-case.ts';
import { selectCases, type Case, type ConformanceOptions } from './select-cases.ts';

/** What a connector's audits found. */
export interface ConformanceReport {
  readonly connector: string;
  readonly objects: readonly string[];
  readonly results: readonly (Case & { readonly outcome: CaseResult })[];
}

/** Runs every audit of a connector, one after the other. */
export const reportConformance = async <C extends Connector>(
  connector: C,
  options: ConformanceOptions<C>,
): Promise<ConformanceReport> => {
  const results: (Case & { outcome: CaseResult })[] = [];
  for (const one of await selectCases(connector, options))
    results.push({ ...one, outcome: await runCase(one, options.sandbox) });
  return { connector: connector.label, objects: Object.keys(connector.objects), results };
};

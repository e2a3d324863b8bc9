import type { Connector } from '@concord/core/contract';
import { runCase, type CaseResult } from './run-case.ts';
import { selectCases, type Case, type ConformanceOptions } from './select-cases.ts';

/** What a connector's audits found. */
export interface ConformanceReport {
  readonly connector: string;
  readonly objects: readonly string[];
  readonly results: readonly (Case & { readonly outcome: CaseResult })[];
}

const toReport = (
  { label, objects }: Connector,
  results: ConformanceReport['results'],
): ConformanceReport => ({ connector: label, objects: Object.keys(objects), results });

const demand = ({ deviation }: Case): CaseResult =>
  deviation === null ? { result: 'passes' } : { result: 'deviates', reason: deviation };

/** What the suite demands: every audit passes, but for the known deviations. */
export const expectConformance = async <C extends Connector>(
  connector: C,
  options: ConformanceOptions<C>,
): Promise<ConformanceReport> => {
  const cases = await selectCases(connector, options);
  return toReport(
    connector,
    cases.map((one) => ({ ...one, outcome: demand(one) })),
  );
};

/** Runs every audit of a connector, one after the other. */
export const reportConformance = async <C extends Connector>(
  connector: C,
  options: ConformanceOptions<C>,
): Promise<ConformanceReport> => {
  const results: (Case & { outcome: CaseResult })[] = [];
  for (const one of await selectCases(connector, options))
    results.push({ ...one, outcome: await runCase(one, options.sandbox) });
  return toReport(connector, results);
};

import type { Connector } from '@concord/core/contract';
import { runCase } from './run-case.ts';
import { selectCases, type Case, type ConformanceOptions } from './select-cases.ts';

/** The two functions of a test runner that the suite needs. */
export interface Runner {
  readonly describe: (name: string, body: () => void) => void;
  readonly it: (name: string, body: () => Promise<void>) => void;
}

const titleOf = ({ audit, deviation }: Case): string =>
  `${audit.id} ${audit.title}${deviation === null ? '' : ': deviates'}`;

/** Registers every audit of a connector with a test runner; await it at the top of a test file. */
export const conformance = async <C extends Connector>(
  connector: C,
  options: ConformanceOptions<C> & { readonly runner: Runner },
): Promise<void> => {
  const cases = await selectCases(connector, options);
  for (const name of Object.keys(connector.objects))
    options.runner.describe(`${connector.id} ${name}`, () => {
      for (const one of cases.filter(({ subject }) => subject.name === name))
        options.runner.it(titleOf(one), async () => {
          const outcome = await runCase(one, options.sandbox);
          if (outcome.result === 'fails') throw outcome.error;
        });
    });
};

import { createProblem } from '../screen/problem.ts';
import { parseConfiguration, type Configuration } from './configuration.ts';

/** The configuration of this process; throws a problem that names every variable at fault. */
export const readConfiguration = (): Configuration => {
  const parsed = parseConfiguration(process.env);
  if (parsed.ok) return parsed.value;
  const lines = parsed.problems.map(
    ({ variable, message, remedy }) => `  ${variable} ${message}: ${remedy}`,
  );
  throw createProblem(`the environment is wrong\n${lines.join('\n')}\n`, 'nothing was started');
};

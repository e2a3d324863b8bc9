import { variables, type VariableText } from './variables.ts';

const defaultOf = (name: string): string => {
  const shape = variables.shape[name as keyof typeof variables.shape];
  const parsed = shape.safeParse(undefined);
  return parsed.success && parsed.data !== undefined ? `\`${String(parsed.data)}\`` : '';
};

const rowOf = ([name, shape]: [string, { meta(): unknown }]): string => {
  const { description } = shape.meta() as VariableText;
  return `| \`${name}\` | ${defaultOf(name)} | ${description} |`;
};

/** The variables as a Markdown table, for the operators' page. */
export const describeVariables = (): string =>
  ['| variable | default | meaning |', '|---|---|---|']
    .concat(Object.entries(variables.shape).map(rowOf))
    .join('\n');

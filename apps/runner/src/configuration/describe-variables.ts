import { variables } from './variables.ts';
import type { VariableText } from './variable-text.ts';

const show = (value: unknown): string => {
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
};

const defaultOf = (name: string): string => {
  const parsed = variables.shape[name as keyof typeof variables.shape].safeParse(undefined);
  const text = parsed.success && parsed.data !== undefined ? show(parsed.data) : '';
  return text === '' ? '' : `\`${text}\``;
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

import { refuse } from '../org/record-error.ts';

const pattern = /@\{([^}]+)\}/gu;

const step = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;

const lookUp = (results: ReadonlyMap<string, unknown>, path: string): unknown => {
  const [head = '', ...keys] = path.split(/[.[\]]+/u).filter((part) => part !== '');
  const value = keys.reduce(step, results.get(head));
  return value === undefined || value === null
    ? refuse(
        'PROCESSING_HALTED',
        `Invalid reference specified. No value for ${path} found in ${head}`,
      )
    : value;
};

/** A value with every `@{reference.path}` in its texts replaced by what an earlier answer holds there. */
export const resolveReferences = (
  value: unknown,
  results: ReadonlyMap<string, unknown>,
): unknown => {
  if (typeof value === 'string') {
    const whole = /^@\{([^}]+)\}$/u.exec(value)?.[1];
    if (whole !== undefined) return lookUp(results, whole);
    return value.replaceAll(pattern, (_, path: string) => String(lookUp(results, path)));
  }
  if (Array.isArray(value)) return value.map((one) => resolveReferences(one, results));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, resolveReferences(one, results)]);
  return Object.fromEntries(entries);
};

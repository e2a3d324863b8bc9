/** The name and the place of an error, for logs: its message may quote a record's values. */
export const describeError = (error: unknown): { error: string; stack: string | null } => {
  if (!(error instanceof Error)) return { error: typeof error, stack: null };
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  const frames = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at '));
  return { error: `${error.name}${code}`, stack: frames?.join('\n') ?? null };
};

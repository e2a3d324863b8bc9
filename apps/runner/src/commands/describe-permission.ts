import type { Permission } from '@concord/core/contract';

const states: Readonly<Record<Permission['state'], readonly [mark: string, words: string]>> = {
  granted: ['✓', 'granted'],
  missing: ['✗', 'missing'],
  unknown: ['?', 'not known, the CRM does not let us look'],
};

/** A permission as a person reads it: its state and, unless it is granted, what to do (R-ERR-5). */
export const describePermission = ({ name, state, neededFor, remedy }: Permission): string[] => {
  const [mark, words] = states[state];
  if (remedy === null) return [`${mark} ${name}: ${words}`];
  return [`${mark} ${name}: ${words}`, `    needed for: ${neededFor}`, `    ${remedy}`];
};

import type { SeedContext } from './seed-accounts.ts';

/** The day of a moment, in UTC. */
export const dayOf = (seconds: number): string =>
  new Date(seconds * 1000).toISOString().slice(0, 10);

/** A status, closed or open as wanted. */
export const statusOf = ({ org, random }: SeedContext, isClosed: boolean): string => {
  const all = org.rules.taskStatuses;
  const wanted = all.filter((one) => one.isClosed === isClosed);
  return random.pick(wanted.length > 0 ? wanted : all).apiName;
};

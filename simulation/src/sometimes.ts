/** States that some seeds in a hundred are in. */
const common: readonly string[] = [
  'Account is created',
  'Contact is created',
  'Lead is created',
  'Task is created',
  'EmailMessage is created',
  'companies is created',
  'contacts is created',
  'tasks is created',
  'a lease is taken over',
  'a process is killed',
  'plan-recover unknown',
  'waiting person',
  'waiting company',
  'waiting unknown-outcome',
  'background-start',
  'background-end',
  'the account is connected again',
];

/** States that are met by one seed in hundreds. */
const rare: readonly string[] = [
  'emails is created',
  'a lease is found to be lost',
  'a process stands still',
  'plan-recover sent',
  'plan-recover planned',
  'a change is made, late',
  'a change is made, lost-after',
  'a change is made, failed-after',
  'a change is made, truncated',
  'a late write lands in the time of another',
  'a rival edits first',
  'a value is put back',
  'a rival creates first',
  'refused conflict conflict',
  'refused duplicate duplicate-rule',
  'refused rate-limited rate-limit',
  'refused invalid validation-rule',
  'one of several duplicates is written',
  'removed',
  'skipped recorded-already',
  'skipped removed-in-crm',
  'a lead is converted',
  'records are merged',
  'a dialer logs a call',
  'a record is hidden from us',
  'a long transaction ends',
  'a removed record is wanted again',
  'a page is planned anew',
  'journey expired',
];

/** How many seeds must have met all common states, and all rare ones. */
const commonFrom = 200;
const rareFrom = 5_000;

/** States that a run of so many seeds must have been in: one that never met them has proven little. */
export const sometimesOf = (seeds: number): readonly string[] => [
  ...(seeds >= commonFrom ? common : []),
  ...(seeds >= rareFrom ? rare : []),
];

/** Those that none of so many seeds met. */
export const neverMet = (met: ReadonlySet<string>, seeds: number): string[] =>
  sometimesOf(seeds).filter((state) => !met.has(state));

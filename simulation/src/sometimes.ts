/** States that some seeds in a hundred are in. */
const common: readonly string[] = [
  'Company is created',
  'Person is created',
  'Lead is created',
  'Task is created',
  'Email is created',
  'updated',
  'a lease is taken over',
  'a process is killed',
  'a process stands still',
  'plan-recover unknown',
  'waiting person',
  'waiting unknown-outcome',
  'skipped not-ready',
  'skipped nothing-to-write',
  'background-start',
  'background-end',
  'journey lost-before',
  'journey lost-after',
  'journey late',
  'journey failed-before',
  'journey failed-after',
  'journey truncated',
  'journey page',
  'journey expired',
  'journey throttled-now',
  'journey throttled-daily',
  'refused unavailable unavailable',
  'a rival creates first',
  'a lead is converted',
  'a dialer logs a call',
  'another integration records an email',
  'the account is connected again',
  'the CRM is down',
];

/** States that one seed in a hundred is in. */
const rare: readonly string[] = [
  'a lease is found to be lost',
  'a lost create is found',
  'plan-recover sent',
  'plan-recover planned',
  'waiting company',
  'a change is made, late',
  'a change is made, lost-after',
  'a change is made, failed-after',
  'a change is made, truncated',
  'a late write lands in the time of another',
  'a rival edits first',
  'a record is hidden from us',
  'records are merged',
  'refused unavailable conflict',
  'one of several duplicates is written',
  'skipped recorded-already',
  'removed',
  'a removed record is wanted again',
  'a record is taken back',
  'a field is given back',
  'skipped touched-since',
  'a change is sent twice',
  'a workflow rewrites what we wrote',
  'refused invalid invalid-value',
];

/** States that are met by one seed in hundreds, CRMs that are simulated to the letter among them. */
const rarest: readonly string[] = [
  'Account is created',
  'Contact is created',
  'EmailMessage is created',
  'companies is created',
  'contacts is created',
  'tasks is created',
  'a value is put back',
  'a page is planned anew',
  'a record is removed before we know of it',
  'a change is made, page',
  'refused conflict conflict',
  'refused rate-limited rate-limit',
  'refused not-found gone',
  'skipped removed-in-crm',
];

/** How many seeds must have met all states of a list. */
const lists = [
  { from: 200, states: common },
  { from: 1_000, states: rare },
  { from: 10_000, states: rarest },
] as const;

/** States that only the plain CRM has, as its objects and those who work in it are its own. */
const plain: ReadonlySet<string> = new Set([
  'Company is created',
  'Person is created',
  'Email is created',
  'refused unavailable conflict',
  'a workflow rewrites what we wrote',
  'refused invalid invalid-value',
]);

/** So many seeds, and whether the plain CRM was among their worlds. */
export interface Met {
  readonly seeds: number;
  readonly isPlain: boolean;
}

/** States that a run of so many seeds must have been in: one that never met them has proven little. */
export const sometimesOf = ({ seeds, isPlain }: Met): readonly string[] =>
  lists
    .flatMap(({ from, states }) => (seeds >= from ? states : []))
    .filter((state) => isPlain || !plain.has(state));

/** Those that none of so many seeds met. */
export const neverMet = (met: ReadonlySet<string>, run: Met): string[] =>
  sometimesOf(run).filter((state) => !met.has(state));

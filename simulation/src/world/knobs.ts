import type { SeededRandom } from '@concord/testkit/simulator';

/** CRMs that are simulated: two as faithfully as is known, and a plain one that answers at once. */
export type CrmName = 'salesforce' | 'hubspot' | 'memory';

/** Chances of faults in one run, each at a call unless told otherwise; 0 is off. */
export interface Knobs {
  /** Whose CRMs the platform is connected to. */
  readonly crms: readonly CrmName[];
  /** Processes that work on the one store. */
  readonly workers: number;
  /** At a turn of a process: it ends there, or stops for longer than its lease. */
  readonly kill: number;
  readonly pause: number;
  /** How far the clocks of processes may be wrong, in milliseconds. */
  readonly skewMs: number;
  /** The store did it, and the connection to it broke before it said so. */
  readonly storeLost: number;
  readonly lostBefore: number;
  readonly lostAfter: number;
  /** The connection breaks and the request arrives all the same, within the quiet period. */
  readonly late: number;
  readonly failedBefore: number;
  readonly failedAfter: number;
  readonly throttledDaily: number;
  readonly throttledNow: number;
  readonly truncated: number;
  readonly page: number;
  readonly expired: number;
  readonly slow: number;
  /** Of one record in a write. */
  readonly lockRow: number;
  /** Somebody changes the very record right before our write of it arrives. */
  readonly rivalEdit: number;
  /** Somebody creates the very record right before our create of it arrives. */
  readonly rivalCreate: number;
  /** The doorbell is not heard, or rings twice. */
  readonly bellLost: number;
  readonly bellTwice: number;
  /** Whether the customer has created the platform's fields, the unique key among them. */
  readonly productFields: boolean;
  /** Whether the CRM refuses no update, and remembers what it replaced. */
  readonly compensates: boolean;
  /** Something in between sends a request again right after it; off where that may make two records. */
  readonly twice: number;
  /** How long the CRM is down for everybody, in milliseconds. */
  readonly outageMs: number;
  /** Of what we write: a workflow of the customer says it in its own words right after. */
  readonly rewrites: number;
  /** How many rules the customer makes for a while that refuse what we write. */
  readonly rules: number;
  /** How late HubSpot's index is at most, and for how long it does not notice a unique value. */
  readonly indexLagMs: number;
  readonly uniqueLagMs: number;
  /** Whether the plain CRM has deals, users, and roles in deals. */
  readonly deals: boolean;
  /** Platform changes, edits and the like, and over how long, in milliseconds. */
  readonly events: number;
  readonly spanMs: number;
}

const chooseCrms = (random: SeededRandom): readonly CrmName[] => {
  if (!random.chance(faithful)) return random.chance(0.15) ? ['memory', 'memory'] : ['memory'];
  if (random.chance(0.2)) return ['salesforce', 'hubspot'];
  return random.chance(0.4) ? ['hubspot'] : ['salesforce'];
};

/** The share of runs in which the CRM answers in its own words, down to the HTTP. */
const faithful = 0.002;

/** Faults that only some runs have, each drawn from numbers of its own. */
const drawRarer = (
  random: SeededRandom,
  { productFields, uniqueLagMs }: Pick<Knobs, 'productFields' | 'uniqueLagMs'>,
): Pick<Knobs, 'twice' | 'outageMs' | 'rewrites' | 'rules'> => {
  const some = (name: string, share: number, most: number) => {
    const own = random.fork(name);
    return own.chance(share) ? own.next() * most : 0;
  };
  const isOneForSure = productFields && uniqueLagMs === 0;
  return {
    twice: isOneForSure ? some('twice', 0.4, 0.3) : 0,
    outageMs: Math.floor(some('outage', 0.1, 3_600_000)),
    rewrites: some('rewrites', 0.15, 0.5),
    rules: Math.ceil(some('rules', 0.15, 3)),
  };
};

/** A third of the faults are off in any one run, so that each is also met without the others. */
export function chooseKnobs(random: SeededRandom): Knobs {
  const some = (most: number) => (random.chance(0.35) ? random.next() * most : 0);
  const drawn = {
    crms: chooseCrms(random.fork('crm')),
    workers: 1 + random.below(3),
    kill: some(0.02),
    pause: some(0.006),
    skewMs: random.chance(0.3) ? random.below(4_000) : 0,
    storeLost: some(0.01),
    lostBefore: some(0.08),
    lostAfter: some(0.12),
    late: some(0.08),
    failedBefore: some(0.05),
    failedAfter: some(0.06),
    throttledDaily: some(0.02),
    throttledNow: some(0.03),
    truncated: some(0.05),
    page: some(0.03),
    expired: some(0.03),
    slow: some(0.1),
    lockRow: some(0.15),
    rivalEdit: some(0.4),
    rivalCreate: some(0.3),
    bellLost: some(0.3),
    bellTwice: some(0.3),
    productFields: random.chance(0.7),
    events: 3 + random.below(10),
    spanMs: (1 + random.below(8)) * 60_000,
    indexLagMs: random.fork('index').below(60_000),
    uniqueLagMs: random.fork('unique').chance(0.3) ? random.fork('race').below(5_000) : 0,
    compensates: random.fork('guard').chance(0.25),
    deals: random.fork('deals').chance(0.3),
  };
  return { ...drawn, ...drawRarer(random, drawn) };
}

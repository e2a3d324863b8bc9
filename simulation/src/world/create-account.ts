import type { Connector } from '@concord/core/contract';
import type { SeededRandom } from '@concord/testkit/simulator';
import { createHubSpotCrm } from '../crm/hubspot-crm.ts';
import { createMemoryCrm } from '../crm/memory-crm.ts';
import { createSalesforceCrm } from '../crm/salesforce-crm.ts';
import type { AccountDoor, SimulatedCrm } from '../crm/simulated-crm.ts';
import type { Stage } from './create-platform.ts';
import { healed } from './health.ts';
import type { Instance } from './instance.ts';
import type { CrmName } from './knobs.ts';
import type { Arrival, NetworkParts } from './network.ts';
import type { Timeline } from './timeline.ts';
import type { Trace } from './trace.ts';
import type { Hooks } from './world.ts';

/** One customer's CRM account, and how processes reach it. */
export interface Account {
  readonly connectionId: string;
  readonly crm: SimulatedCrm;
  readonly connector: Connector;
  readonly door: AccountDoor;
  readonly hooks: Hooks;
  readonly chance: (part: string) => SeededRandom;
  /** Whether the CRM takes any update, and we put back what it replaced. */
  readonly compensates: boolean;
}

/** The moment at which every run begins: a whole second. */
const startMs = Date.parse('2026-03-02T09:00:00.000Z');

const createCrm = {
  salesforce: createSalesforceCrm,
  hubspot: createHubSpotCrm,
  memory: createMemoryCrm,
} as const;

/** Has every change in the CRM told where it happens. */
function tellHistory({ history, ours }: SimulatedCrm, trace: Trace): void {
  const add = history.add.bind(history);
  history.add = (change) => {
    add(change);
    const { user, kind, object, id, field, before, after } = change;
    const who = user === ours ? 'WE' : 'they';
    trace.tell(
      () => `  ${who} ${kind} ${object} ${id} ${field}: ${String(before)} became ${String(after)}`,
    );
  };
}

/** An empty account of the CRM named, the first one of the platform or a later one. */
export function createAccount(stage: Stage, name: CrmName, index: number): Account {
  const { seed, options, health, trace } = stage;
  const connectionId = `c${index + 1}`;
  const crm = createCrm[name](seed + index, { knobs: health.knobs, startMs });
  if (options.keepTrace) tellHistory(crm, trace);
  const broken = options.bug?.connector?.(crm.connector) ?? crm.connector;
  const connector = index === 0 ? broken : { ...broken, id: `${broken.id}-${index + 1}` };
  return {
    connectionId,
    crm,
    connector,
    door: crm.doorFor(connector),
    hooks: { before: () => {}, after: () => {} },
    chance: (part) => stage.chance(index === 0 ? part : `${part} ${connectionId}`),
    // HubSpot refuses no update.
    compensates: name === 'hubspot' || health.knobs().compensates,
  };
}

/** Lets a call take effect, with those who look at it, and perhaps once more: then that is told. */
function arriveOn({ crm, hooks, chance }: Account, { health, notes }: Stage) {
  const random = chance('twice');
  const once = <T>(arrival: Arrival, act: () => T): T => {
    hooks.before(arrival);
    const since = crm.history.length;
    const answer = act();
    hooks.after(arrival, since);
    return answer;
  };
  return <T>(arrival: Arrival, act: () => T): T => {
    const answer = once(arrival, act);
    if (!random.chance(health.knobs().twice)) return answer;
    if (arrival.isWriting) notes.met('a change is sent twice');
    return once(arrival, act);
  };
}

/** Whether everybody is turned away: for one stretch of time that begins with the faults. */
function outageOf({ chance }: Account, { health, notes }: Stage, { now }: Pick<Timeline, 'now'>) {
  const beginsAt = startMs + chance('outage').below(health.knobs().spanMs);
  return (): boolean => {
    const isDown = now() >= beginsAt && now() < beginsAt + health.knobs().outageMs;
    if (isDown) notes.met('the CRM is down');
    return isDown;
  };
}

/** What is between the processes and an account. */
export const networkPartsOf = (
  account: Account,
  { stage, timeline, front }: { stage: Stage; timeline: Timeline; front: Instance },
): NetworkParts => {
  const isDown = outageOf(account, stage, timeline);
  return {
    timeline,
    random: account.chance('network'),
    trace: stage.trace,
    knobsOf: (sender) => (sender === front ? healed(stage.health.knobs()) : stage.health.knobs()),
    isDown: (sender) => sender !== front && isDown(),
    met: stage.notes.met,
    arrive: arriveOn(account, stage),
  };
};

import { benchIdle, callsMade, only } from './bench-cycles.ts';
import { benchKind } from './bench-kind.ts';
import { createPeakMemory } from './peak-memory.ts';
import { shareOfCeiling } from './rate-share.ts';
import { toResult } from './result.ts';
import type { Result } from './result.ts';
import { runStep } from './run-step.ts';
import type { Scene, Sizes, Stage } from './stage.ts';
import type { SimulatedRequest } from './start-simulator.ts';

/** HubSpot: requests of an OAuth app. "Usage guidelines", developers.hubspot.com, read 2026-11-21 */
const ceiling = { max: 110, perMs: 10_000 };

/** What no figure is to be bounded by, where time is not what is measured. */
const unlimited = {
  oauthTenSecondly: 1_000_000,
  tenSecondly: 1_000_000,
  searchSecondly: 1_000_000,
};

const asDocumented = { oauthTenSecondly: ceiling.max, tenSecondly: 190, searchSecondly: 5 };

/** Whether a request counts against the ceiling: searches and associations have limits of their own. */
const counts = ({ target }: SimulatedRequest): boolean =>
  !/\/search$|\/associations\/|^\/oauth\//u.test(target);

const timesOf = (requests: readonly SimulatedRequest[]): number[] =>
  requests.filter(counts).map(({ time }) => Date.parse(time));

/** A whole read under the limits of an OAuth app. */
async function pacedRead({ simulator, settings }: Scene, contacts: number): Promise<Result[]> {
  const before = await simulator.calls();
  const read = only(await runStep('engine-read', settings), 'read');
  const requests = await simulator.requestsAfter(before);
  const name = `paced read of ${contacts}`;
  return [
    toResult({
      name: `${name}: Concord`,
      figure: (read.records / read.ms) * 1_000,
      unit: 'records/s',
      goal: null,
    }),
    toResult({
      name: `${name}: API calls per 1,000`,
      figure: (requests.length / read.records) * 1_000,
      unit: '',
      goal: { is: 'at most', of: 10.5 },
    }),
    toResult({
      name: `${name}: share of the rate limit's ceiling`,
      figure: shareOfCeiling(timesOf(requests), ceiling),
      unit: '',
      goal: { is: 'at least', of: 0.95 },
    }),
  ];
}

async function writes(scene: Scene, { updates, creates }: Sizes): Promise<Result[]> {
  const managed = { kind: 'managed', name: 'product-field updates', rateMin: null } as const;
  const guarded = { kind: 'guarded', name: 'guarded updates', rateMin: null } as const;
  const created = { kind: 'created', name: 'creates', rateMin: null } as const;
  return [
    ...(await benchKind(scene, { ...managed, count: updates, callsMax: 22 }, null)),
    ...(await benchKind(scene, { ...guarded, count: updates, callsMax: 45 }, null)),
    ...(await benchKind(scene, { ...created, count: creates, callsMax: null }, null)),
  ];
}

/** A cycle over what people changed, once it shows in searches. */
async function busy(scene: Scene, changes: number): Promise<Result> {
  const { simulator, settings } = scene;
  await simulator.control('quota', unlimited);
  const change = runStep('change-contacts', { ...settings, COUNT: String(changes) });
  const { records } = only(await change, 'changed');
  await simulator.control('quota', asDocumented);
  await simulator.advance(60_000);
  const calls = await callsMade(simulator, async () => {
    await runStep('engine-cycle', settings);
  });
  return toResult({
    name: `a cycle with ${records} changes: API calls per 1,000`,
    figure: (calls / records) * 1_000,
    unit: '',
    goal: { is: 'at most', of: 6 },
  });
}

const refusals = async ({ simulator }: Scene): Promise<Result> => {
  const requests = await simulator.requestsAfter(0);
  return toResult({
    name: 'requests refused for exceeding a limit',
    figure: requests.filter(({ status }) => status === 429).length,
    unit: '',
    goal: { is: 'at most', of: 0 },
  });
};

/**
 * Reads, writes and cycles under the limits that HubSpot documents; then whole reads of all sizes
 * without them, which only show what memory they take.
 */
export async function benchHubSpot(stage: Stage, sizes: Sizes): Promise<Result[]> {
  const results: Result[] = [];
  await stage(sizes.paced, async (scene) => {
    results.push(...(await pacedRead(scene, sizes.paced)));
    results.push(...(await writes(scene, sizes)));
    results.push(await benchIdle(scene, null));
    results.push(await busy(scene, sizes.changes));
    results.push(await refusals(scene));
  });
  const memory = createPeakMemory();
  for (const contacts of sizes.contacts) {
    await stage(contacts, async ({ simulator, settings }) => {
      await simulator.control('quota', unlimited);
      const { peakMb } = only(await runStep('engine-read', settings), 'read');
      results.push(memory(contacts, peakMb));
    });
  }
  return results;
}

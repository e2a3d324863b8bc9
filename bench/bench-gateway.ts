import { benchLists } from './bench-lists.ts';
import { benchStreams } from './bench-streams.ts';
import { toResult } from './result.ts';
import type { Result } from './result.ts';
import { runStep } from './run-step.ts';
import type { Scene, Stage } from './stage.ts';
import { startStep } from './start-step.ts';
import type { RunningStep } from './start-step.ts';
import { z } from 'zod';

/** How much the gateway is asked about, and by how many. */
export interface GatewaySizes {
  /** Records of the mirror that were read from an account that is at rest. */
  readonly mirrored: number;
  readonly outcomes: number;
  /** Contacts of the account that is read meanwhile. */
  readonly contacts: number;
  /** How long questions are asked. */
  readonly seconds: number;
  readonly subscriptions: number;
  /** Outcomes that are recorded beside subscribers who do not read. */
  readonly recorded: number;
}

/** A gateway that serves, in a process of its own. */
export interface Served {
  readonly gateway: RunningStep;
  /** What steps need to reach it. */
  readonly settings: Readonly<Record<string, string>>;
}

/** The key is told once, when there is none yet. */
const ready = z.object({ url: z.string(), apiKey: z.string().nullable() });

async function serve(settings: Scene['settings']): Promise<Served> {
  const gateway = await startStep('serve-gateway', settings);
  const { url, apiKey } = ready.parse(gateway.ready);
  const key = apiKey === null ? {} : { API_KEY: apiKey };
  return { gateway, settings: { ...settings, GATEWAY_URL: url, ...key } };
}

type Part = (served: Served) => Promise<Result[]>;

/** Each part has a process of its own: what one left in memory would hide what another takes. */
async function inTurn(settings: Scene['settings'], parts: readonly Part[]): Promise<Result[]> {
  const [first, ...others] = parts;
  if (first === undefined) return [];
  const served = await serve(settings);
  const results: Result[] = [];
  try {
    results.push(...(await first(served)));
  } finally {
    await served.gateway.stop();
  }
  return [...results, ...(await inTurn(served.settings, others))];
}

async function seed({ settings }: Scene, sizes: GatewaySizes): Promise<Result[]> {
  const { seeded } = await runStep('seed-gateway', {
    ...settings,
    MIRRORED: String(sizes.mirrored),
    OUTCOMES: String(sizes.outcomes),
  });
  const figure = seeded?.records ?? 0;
  return [toResult({ name: 'mirrored records', figure, unit: '', goal: null })];
}

/** The API in production, over a large database: lists, and subscriptions that wait. */
export async function benchGateway(stage: Stage, sizes: GatewaySizes): Promise<Result[]> {
  const results: Result[] = [];
  await stage(sizes.contacts, async (scene) => {
    results.push(...(await seed(scene, sizes)));
    const lists = (served: Served) => benchLists(served, sizes);
    const streams = (served: Served) => benchStreams(served, sizes);
    results.push(...(await inTurn(scene.settings, [lists, streams])));
  });
  return results;
}

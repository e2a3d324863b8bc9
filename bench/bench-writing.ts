import { benchKind } from './bench-kind.ts';
import type { Kind } from './bench-kind.ts';
import type { Result } from './result.ts';
import { runStep } from './run-step.ts';
import type { Scene, Sizes } from './stage.ts';

/** What one runner writes a second, whatever the kind. */
const rateMin = 300;

/** Writes updates and creates, beside a plain script that matches and guards nothing. */
export async function benchWriting(
  bench: Scene & { readonly counts: Pick<Sizes, 'updates' | 'creates'> },
): Promise<Result[]> {
  const { updates, creates } = bench.counts;
  const floors = await runStep('floor-write', {
    ...bench.settings,
    UPDATES: String(updates),
    CREATES: String(creates),
  });
  const kinds: readonly Kind[] = [
    { kind: 'managed', name: 'product-field updates', count: updates, callsMax: 8, rateMin },
    { kind: 'guarded', name: 'guarded updates', count: updates, callsMax: 50, rateMin },
    { kind: 'created', name: 'creates', count: creates, callsMax: null, rateMin },
  ];
  const results: Result[] = [];
  for (const kind of kinds) {
    const floor = floors[kind.kind];
    if (floor === undefined) throw new Error(`no floor was measured for ${kind.name}`);
    results.push(...(await benchKind(bench, kind, floor)));
  }
  return results;
}

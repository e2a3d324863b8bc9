import type { FieldValue, Instant } from '../contract/index.ts';
import type { MatchedObject, PlatformRecord } from '../platform/index.ts';
import { findPlatformField } from '../platform/index.ts';
import type { SyncOptions } from './engine.ts';

type Values = Readonly<Record<string, FieldValue>>;

const marks = (name: 'Play' | 'Sequence', value: string, now: Instant) => ({
  initial: { [`initial${name}`]: value, [`initial${name}At`]: now },
  latest: { [`mostRecent${name}`]: value, [`mostRecent${name}At`]: now },
});

/** Values of the "Initial …" and "Most Recent …" fields after a play or a sequence ran. */
export function automationFields(
  object: MatchedObject,
  known: PlatformRecord | null,
  from: { readonly options: SyncOptions; readonly now: Instant },
): Values {
  const { play = null, sequence = null } = from.options;
  const all = [
    ...(play === null ? [] : [{ name: 'Play' as const, value: play }]),
    ...(sequence === null ? [] : [{ name: 'Sequence' as const, value: sequence }]),
  ].flatMap(({ name, value }) => {
    const { initial, latest } = marks(name, value, from.now);
    const first = (known?.fields[`initial${name}`] ?? null) === null;
    return Object.entries({ ...(first ? initial : {}), ...latest });
  });
  return Object.fromEntries(all.filter(([key]) => findPlatformField(object, key) !== null));
}

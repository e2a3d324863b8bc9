import type { Fields } from '../contract/index.ts';
import type { FieldVerdict } from './verdict.ts';

/** The verdicts of an update after values that it replaced are put back. */
export const markRestored = (verdicts: readonly FieldVerdict[], restored: Fields): FieldVerdict[] =>
  verdicts.map((one) =>
    Object.hasOwn(restored, one.crmField) ? { ...one, verdict: 'restored' } : one,
  );

/** Those of the fields that hold what we wrote, and not what a person typed in that moment. */
export const withoutRestored = (fields: Fields, verdicts: readonly FieldVerdict[]): Fields => {
  const restored = new Set(
    verdicts.filter(({ verdict }) => verdict === 'restored').map(({ crmField }) => crmField),
  );
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !restored.has(name)));
};

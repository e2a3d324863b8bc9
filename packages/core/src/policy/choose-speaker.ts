import type { MirrorRow } from '../platform/index.ts';
import { breakTie } from './break-tie.ts';
import type { PageFacts } from './page-facts.ts';

/** The one of several CRM records that the platform listens to; `null` when there is none. */
export const chooseSpeaker = (rows: readonly MirrorRow[], facts: PageFacts): MirrorRow | null => {
  const [only] = rows;
  if (rows.length <= 1) return only ?? null;
  const first = Math.min(...rows.map((row) => facts.rank(row.crmObject)));
  const candidates = rows
    .filter((row) => facts.rank(row.crmObject) === first)
    .map((row) => ({
      id: row.id,
      modifiedAt: row.editedAt ?? row.modifiedAt,
      signals: facts.signals.get(row.id) ?? {},
      row,
    }));
  return breakTie(candidates, facts.rules)?.winner.row ?? null;
};

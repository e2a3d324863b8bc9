import type { PlatformRecord } from '../platform/index.ts';
import type { Answer } from './engine.ts';
import { problem } from './input-problem.ts';

type Refusal = Extract<Answer<never>, { ok: false }>;

const refuse = (field: string, id: string, record: PlatformRecord | undefined): Refusal | null => {
  if (record === undefined) {
    return problem({
      field,
      message: `no record ${id}`,
      remedy: 'take an id of companies, people, emails or tasks',
    });
  }
  if (record.object !== 'opportunity') return null;
  return problem({
    field,
    message: "opportunities are the CRM's own and never written",
    remedy: 'ask about a company, a person, an email or a task',
  });
};

/** What is wrong with ids of records that are asked about; `null` when nothing is. */
export function checkRecords(
  ids: readonly string[],
  records: readonly PlatformRecord[],
  fieldOf: (at: number) => string,
): Refusal | null {
  const known = new Map(records.map((record) => [record.id, record]));
  for (const [at, id] of ids.entries()) {
    const refused = refuse(fieldOf(at), id, known.get(id));
    if (refused !== null) return refused;
  }
  return null;
}

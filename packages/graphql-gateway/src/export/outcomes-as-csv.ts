import type { Outcome, OutcomeFilter, ReportStore } from '@concord/core/ports';
import { skipExplanations } from '../skip-explanation.ts';
import { toCsvLine } from './csv-line.ts';

/** Outcomes in memory at one time. */
const pageSize = 500;

const explanationOf = ({ reason }: Outcome) => (reason === null ? null : skipExplanations[reason]);

const columns: Readonly<Record<string, (outcome: Outcome) => string | null>> = {
  id: ({ id }) => id,
  connectionId: ({ connectionId }) => connectionId,
  direction: ({ direction }) => direction,
  status: ({ status }) => status,
  object: ({ object }) => object,
  recordId: ({ recordId }) => recordId,
  crmObject: ({ crmObject }) => crmObject,
  crmId: ({ crmId }) => crmId,
  reason: ({ reason }) => reason,
  class: ({ failure }) => failure?.class ?? null,
  code: ({ failure }) => failure?.code ?? null,
  field: ({ failure }) => failure?.field ?? null,
  message: (outcome) => outcome.failure?.message ?? explanationOf(outcome)?.message ?? null,
  remedy: (outcome) => outcome.failure?.remedy ?? explanationOf(outcome)?.remedy ?? null,
  attempt: ({ attempt }) => String(attempt),
  at: ({ at }) => at,
  retryAt: ({ retryAt }) => retryAt,
};

/** What a page costs, by the measure of queries: each value counts one. */
export const pageCost = pageSize * Object.keys(columns).length;

const toLine = (outcome: Outcome): string =>
  toCsvLine(Object.values(columns).map((read) => read(outcome)));

/** Outcomes that pass the filter as CSV, newest first, a page at a time: the head comes first. */
export async function* outcomesAsCsv(
  store: Pick<ReportStore, 'listOutcomes'>,
  filter: OutcomeFilter,
): AsyncGenerator<string, void, undefined> {
  yield toCsvLine(Object.keys(columns));
  let after: string | null = null;
  do {
    const page = await store.listOutcomes({ filter, first: pageSize, after });
    if (page.items.length > 0) yield page.items.map(({ item }) => toLine(item)).join('');
    after = page.hasNext ? (page.items.at(-1)?.cursor ?? null) : null;
  } while (after !== null);
}

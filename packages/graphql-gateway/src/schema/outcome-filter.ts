import type { OutcomeFilter } from '@concord/core/ports';
import { builder } from './builder.ts';
import { PlatformObjectEnum } from './enums.ts';
import { FailureClassEnum, OutcomeStatusEnum } from './outcome-enums.ts';
import { toSearch } from './search-text.ts';

/** Narrows a list of outcomes. */
export const OutcomeFilterInput = builder.inputType('OutcomeFilter', {
  description: 'Which outcomes to list; every part that is given must hold.',
  fields: (t) => ({
    connectionId: t.id({ description: 'Of this connection.' }),
    object: t.field({ type: PlatformObjectEnum, description: 'Of this kind of record.' }),
    crmObject: t.string({ description: 'Of this CRM object, by its own name: `Contact`.' }),
    status: t.field({ type: [OutcomeStatusEnum], description: 'In one of these states.' }),
    class: t.field({ type: FailureClassEnum, description: 'Failed at this kind of obstacle.' }),
    recordId: t.id({ description: 'Of this platform record.' }),
    runId: t.id({ description: 'Of this run.' }),
    search: t.string({
      description:
        'Whose message, code or CRM field contains this text in any case, or whose CRM id begins with it; or about the record with this email address or domain.',
    }),
  }),
});

type OutcomeFilterShape = typeof OutcomeFilterInput.$inferInput;

/** The filter as the store knows it: parts that are null or absent narrow nothing. */
export const toOutcomeFilter = (filter: OutcomeFilterShape | null | undefined): OutcomeFilter => ({
  ...(filter?.connectionId != null && { connectionId: filter.connectionId }),
  ...(filter?.object != null && { object: filter.object }),
  ...(filter?.crmObject != null && { crmObject: filter.crmObject }),
  ...(filter?.status != null && { statuses: filter.status }),
  ...(filter?.class != null && { class: filter.class }),
  ...(filter?.recordId != null && { recordId: filter.recordId }),
  ...(filter?.runId != null && { runId: filter.runId }),
  ...toSearch('search', filter?.search),
});

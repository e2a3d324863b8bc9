import type { RunEstimate } from '../estimate-run.ts';
import { builder } from './builder.ts';

/** How far a run is. */
export const RunEstimateType = builder.objectRef<RunEstimate>('RunEstimate').implement({
  description: 'How far a run is, as far as that can be known.',
  fields: (t) => ({
    done: t.exposeInt('done', { description: 'Records that it has dealt with.' }),
    expected: t.exposeInt('expected', {
      nullable: true,
      description:
        'Records it will have dealt with, of a write or a reprocess; null for what is read in the CRM, which does not say how many there are.',
    }),
    endsAt: t.expose('endsAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'When it will end, by its pace or by how long earlier ones took; null where neither tells, as of a first read.',
    }),
  }),
});

import { askEngine } from '../ask-engine.ts';
import { builder } from './builder.ts';
import { ExplanationType } from './planned-write-type.ts';
import { workCosts } from './work-costs.ts';

builder.queryField('explain', (t) =>
  t.field({
    type: ExplanationType,
    description:
      'Why a record is, or is not, written to a connection: keys, candidates, tie-break, the object and a verdict for each field. Changes nothing.',
    complexity: workCosts.explanation,
    args: {
      connectionId: t.arg.id({ required: true, description: 'Id of the connection.' }),
      recordId: t.arg.id({ required: true, description: 'Id of the platform record.' }),
    },
    resolve: (_root, { connectionId, recordId }, { engine }) =>
      askEngine(engine.explain(connectionId, recordId)),
  }),
);

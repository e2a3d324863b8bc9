import type { PipelineStage } from '../schema/pipelines.ts';
import type { Value } from '../store/table.ts';
import { refuseValues } from './bad-value.ts';
import type { Derived, Deriving } from './derive-values.ts';
import type { Portal } from './portal.ts';

/** The values that follow from a deal's stage. */
export const stageValues = (stage: PipelineStage): Derived => {
  const isWon = stage.isClosed && stage.probability === 1;
  return [
    ['hs_is_closed', String(stage.isClosed)],
    ['hs_is_closed_won', String(isWon)],
    ['hs_is_closed_lost', String(stage.isClosed && !isWon)],
    ['hs_closed_won_count', isWon ? '1' : '0'],
    ['hs_deal_stage_probability', String(stage.probability)],
  ];
};

const stageIn = (portal: Portal, pipeline: Value, dealstage: Value): PipelineStage | null => {
  if (dealstage === null) return null;
  const own = portal.pipelines.find(({ id }) => id === pipeline);
  const stage = own?.stages.find(({ id }) => id === dealstage);
  if (stage) return stage;
  const allowed = own?.stages.map(({ id }) => id).join(', ') ?? '';
  const message = `${dealstage} was not one of the allowed options: [${allowed}]`;
  return refuseValues(portal.id, [
    { name: 'dealstage', error: 'INVALID_OPTION', message, value: dealstage },
  ]);
};

/** The default pipeline for a new deal, and what its stage and amount entail. */
export const deriveDeal = ({ portal, isNew, changed, get }: Deriving): Derived => {
  const pipeline = get('pipeline') ?? 'default';
  const stage = stageIn(portal, pipeline, get('dealstage'));
  return [
    ...(isNew ? ([['pipeline', pipeline]] as const) : []),
    ...(stage && (changed.has('dealstage') || changed.has('pipeline')) ? stageValues(stage) : []),
    ...(changed.has('amount') ? ([['amount_in_home_currency', get('amount')]] as const) : []),
  ];
};

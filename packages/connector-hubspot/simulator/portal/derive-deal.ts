import type { PipelineStage } from '../schema/pipelines.ts';
import type { Derived, Deriving } from './derive-values.ts';
import { enteredStage } from './entered-stage.ts';

/** The values that follow from a deal's stage. */
export const stageValues = ({ isClosed, probability }: PipelineStage): Derived => {
  const isWon = isClosed && probability === 1;
  return [
    ['hs_is_closed', String(isClosed)],
    ['hs_is_closed_won', String(isWon)],
    ['hs_is_closed_lost', String(isClosed && !isWon)],
    ['hs_closed_won_count', isWon ? '1' : '0'],
    ['hs_deal_stage_probability', String(probability)],
  ];
};

const defaultPipeline = 'default';

/** The default pipeline for a new deal, and what its stage and amount entail. */
export const deriveDeal = (deriving: Deriving): Derived => {
  const { isNew, changed, get } = deriving;
  const stage = enteredStage(deriving, defaultPipeline);
  return [
    ...(isNew ? ([['pipeline', get('pipeline') ?? defaultPipeline]] as const) : []),
    ...(stage ? stageValues(stage) : []),
    ...(changed.has('amount') ? ([['amount_in_home_currency', get('amount')]] as const) : []),
  ];
};

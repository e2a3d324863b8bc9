import { toInstant } from '../store/instant.ts';
import type { Derived, Deriving } from './derive-values.ts';
import { enteredStage } from './entered-stage.ts';

const defaultPipeline = '0';

/** The default pipeline for a new ticket, and when it was closed. */
export const deriveTicket = (deriving: Deriving): Derived => {
  const { portal, isNew, get } = deriving;
  const stage = enteredStage(deriving, defaultPipeline);
  const closedAt = stage?.isClosed === true ? toInstant(portal.now()) : null;
  return [
    ...(isNew ? ([['hs_pipeline', get('hs_pipeline') ?? defaultPipeline]] as const) : []),
    ...(stage ? ([['closed_date', closedAt]] as const) : []),
  ];
};

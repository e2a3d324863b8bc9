import { toInstant } from '../store/instant.ts';
import type { Derived, Deriving } from './derive-values.ts';
import { stageOf } from './stage-of.ts';

const defaultPipeline = '0';

/** The default pipeline for a new ticket, and when it was closed. */
export const deriveTicket = (deriving: Deriving): Derived => {
  const { portal, isNew, get } = deriving;
  const stage = stageOf(deriving, defaultPipeline);
  const closedAt = stage?.isClosed === true ? toInstant(portal.now()) : null;
  return [
    ...(isNew ? ([['hs_pipeline', get('hs_pipeline') ?? defaultPipeline]] as const) : []),
    ...(stage ? ([['closed_date', closedAt]] as const) : []),
  ];
};

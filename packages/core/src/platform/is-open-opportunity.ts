import type { PlatformRecord } from './record.ts';

/** Whether a record is an opportunity that is neither won nor lost (R-OPP-3). */
export const isOpenOpportunity = ({ object, fields }: PlatformRecord): boolean =>
  object === 'opportunity' && fields['isClosed'] !== true;

import type { SimulatorRequest } from '@concord/testkit/simulator';

/** Whether a request has no body, or one of that kind. */
export const hasMedia = ({ headers, body }: SimulatorRequest, type: string): boolean =>
  body.length === 0 || headers['content-type']?.split(';')[0]?.trim().toLowerCase() === type;

import type { Connection } from '../platform/index.ts';
import type { Clock } from '../ports/index.ts';

/** Whether the connection's account may be used now. */
export const mayRun = ({ state, hold }: Connection, clock: Clock): boolean =>
  state === 'active' && (hold === null || hold.until <= clock.now());

import type { MirrorRow } from '../platform/index.ts';

/** Whether a CRM record is there and still stands for itself: a converted lead does not. */
export const isLive = ({ removed, continuesAs }: MirrorRow): boolean =>
  !removed && continuesAs === undefined;

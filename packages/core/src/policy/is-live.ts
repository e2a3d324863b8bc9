import type { RemoteRecord } from '../contract/index.ts';

/** Whether a CRM record is there and still stands for itself: a converted lead does not. */
export const isLive = ({ removed, continuesAs }: RemoteRecord): boolean =>
  !removed && continuesAs === undefined;

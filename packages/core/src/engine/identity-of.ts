import type { ObjectWork } from './connection-work.ts';

/** The kind of key by which records of an object are known on the platform. */
export const identityOf = (object: ObjectWork) =>
  object.remote.represents === 'company' ? 'domain' : 'email';

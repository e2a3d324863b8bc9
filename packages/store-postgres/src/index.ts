/** Concord's store and job queue on PostgreSQL. */
export { openPostgresStore } from './open-store.ts';
export type { DatabaseLocation, OpenStore } from './open-store.ts';

/** Concord's store and job queue on PostgreSQL. */
export { isWorkspace } from './connect/confinement.ts';
export { whileWanted } from './connect/while-wanted.ts';
export { openPostgresStore } from './open-store.ts';
export type { DatabaseLocation, OpenStore, WorkspaceStore } from './open-store.ts';

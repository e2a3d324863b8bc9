import type { Portal } from './portal.ts';

/** The place of a life-cycle stage among all; -1 for an unknown one. */
export const stageOrder = (portal: Portal, object: string, stage: string): number =>
  portal.property(object, 'lifecyclestage')?.options.findIndex(({ value }) => value === stage) ??
  -1;

import { connectorBugs } from './connector-bugs.ts';
import type { PlantedBug } from './planted-bug.ts';
import { storeBugs } from './store-bugs.ts';

/** Every bug that the simulation is held to find. */
export const plantedBugs: readonly PlantedBug[] = [...storeBugs, ...connectorBugs];

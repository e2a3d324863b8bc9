import { accountMutants } from './account-mutants.ts';
import { activityMutants } from './activity-mutants.ts';
import { binMutants } from './bin-mutants.ts';
import { contractMutants } from './contract-mutants.ts';
import { createMutants } from './create-mutants.ts';
import { failureMutants } from './failure-mutants.ts';
import { matchMutants } from './match-mutants.ts';
import type { Mutant } from './mutant.ts';
import { readMutants } from './read-mutants.ts';
import { undoMutants } from './undo-mutants.ts';
import { updateMutants } from './update-mutants.ts';

/** Every broken connector, one for each audit at least. */
export const mutants: readonly Mutant[] = [
  ...contractMutants,
  ...readMutants,
  ...binMutants,
  ...matchMutants,
  ...createMutants,
  ...updateMutants,
  ...undoMutants,
  ...activityMutants,
  ...failureMutants,
  ...accountMutants,
];

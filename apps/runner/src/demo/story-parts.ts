import type { Connection } from '@concord/core/platform';
import type { Run } from '@concord/core/ports';
import type { Runner } from '../open-runner.ts';
import type { Progress } from './progress.ts';
import type { SimulatorClient } from './simulator-client.ts';

/** What the steps of the demo are done with. */
export interface StoryParts {
  readonly runner: Runner;
  readonly client: SimulatorClient;
  readonly simulatorUrl: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Records read and written so far, counted from the engine's events. */
  readonly counters: { readonly applied: number; readonly called: number };
}

/** A story whose CRM is connected, and the runs it took so far. */
export interface Connected extends StoryParts {
  readonly connection: Connection;
  readonly runs: Run[];
}

import type { Connector } from '@concord/core/contract';
import type { Connection } from '@concord/core/platform';
import type { Run } from '@concord/core/ports';
import type { Runner } from '../open-runner.ts';
import type { DemoCrm, Workplace } from '../registry/demo-crm.ts';
import type { Progress } from './progress.ts';

/** One CRM of the demo: its simulated account, and whoever works in it. */
export interface DemoAccount {
  readonly crm: DemoCrm;
  readonly connector: Connector;
  readonly url: string;
  readonly work: Workplace;
}

/** An account that Concord is connected to, and the runs it took so far. */
export interface ConnectedAccount extends DemoAccount {
  readonly connection: Connection;
  readonly runs: Run[];
}

/** What the steps of the demo are done with. */
export interface StoryParts {
  readonly runner: Runner;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Records read and written so far, counted from the engine's events. */
  readonly counters: { readonly applied: number; readonly called: number };
}

/** A story whose accounts are connected. */
export interface Connected extends StoryParts {
  readonly accounts: readonly ConnectedAccount[];
}

import type { AsyncJobs } from '../async/async-jobs.ts';
import type { BulkJobs } from '../bulk/bulk-jobs.ts';
import type { Org } from '../org/org.ts';
import type { Work } from '../org/work.ts';
import type { Instance } from './instance.ts';
import type { Locators } from './locators.ts';
import type { Quota } from './quota.ts';
import type { RecordCounts } from './record-counts.ts';
import type { Sessions } from './sessions.ts';

/** Everything that the endpoints share. */
export interface SimulatorState {
  readonly org: Org;
  readonly sessions: Sessions;
  readonly locators: Locators;
  readonly quota: Quota;
  readonly bulk: BulkJobs;
  readonly asyncJobs: AsyncJobs;
  readonly instance: Instance;
  readonly recordCounts: RecordCounts;
}

/** One call of the data API, at the top or inside a composite one. */
export interface ApiCall {
  readonly state: SimulatorState;
  readonly userId: string;
  readonly method: string;
  /** Where the client reached the org: `https://acme.my.salesforce.com`. */
  readonly origin: string;
  /** `/services/data/v62.0`. */
  readonly base: string;
  /** The decoded parts of the path after the base. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed body; undefined for none. */
  readonly body: unknown;
  /** The unit of work that this call is a part of; null if it is its own. */
  readonly work: Work | null;
}

/** An answer of the data API; the body is JSON text, perhaps encoded already, null for none. */
export interface ApiReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer | null;
}

/** Answers calls of one resource; null where the path is not its own. */
export type Endpoint = (call: ApiCall) => ApiReply | null;

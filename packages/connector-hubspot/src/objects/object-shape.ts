import type { Context } from '@concord/core/contract';
import type { Ask } from '../client.ts';
import type { RecordBody } from '../parse-answer.ts';
import type { PropertyName } from '../query-text.ts';

/** What the requests about an object need to know of it. */
export interface ObjectShape {
  /** Asks HubSpot, under the paths in use. */
  readonly ask: Ask;
  /** As paths name it. */
  readonly name: ObjectName;
  /** The property that tells when a record was changed, which a search finds changes by. */
  readonly modified: PropertyName;
  /** Properties that list the ids of records that were merged into one; none where none can be. */
  readonly mergedIds: readonly PropertyName[];
  /** What the first read brings: `all` records, or `none` but those that change from then on. */
  readonly history: 'all' | 'none';
  /** Objects whose associations come with a list of records. */
  readonly listed: readonly ObjectName[];
  /** Fills in what HubSpot tells elsewhere; absent where the properties say it all. */
  readonly fill?: (context: Context, rows: readonly RecordBody[]) => Promise<readonly RecordBody[]>;
}

/** Objects whose records have properties, as paths name them. */
export type ObjectName = 'companies' | 'contacts' | 'deals' | 'tasks' | 'emails';

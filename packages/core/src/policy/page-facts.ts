import type {
  Instant,
  ObjectDescription,
  RecordRef,
  RemoteId,
  RemoteObject,
} from '../contract/index.ts';
import type { TieBreakRule } from '../contract/index.ts';
import type {
  FieldMapping,
  Link,
  MirrorRow,
  MatchedObject,
  PlatformRecord,
  Relation,
} from '../platform/index.ts';
import type { SkipReason } from './decision.ts';
import type { CompanyText } from './lead-companies.ts';
import type { ReadContext } from './read-context.ts';

/** All that the planning of one page of a read looks at. */
export interface PageFacts {
  readonly connectionId: string;
  readonly crmObject: string;
  /** `null` for an object that is only mirrored, as users. */
  readonly object: MatchedObject | null;
  /** The page in order, with match keys; of a record that comes twice the last counts. */
  readonly rows: readonly MirrorRow[];
  readonly context: ReadContext;
  /** Keys that records of the page lost and that others have: in another CRM, or not read yet. */
  readonly elsewhere: ReadonlySet<string>;
  /** Of the connection, all CRM objects. */
  readonly mappings: readonly FieldMapping[];
  readonly description: ObjectDescription;
  readonly company: RemoteObject['company'];
  /** Absent where rows do not speak of their companies in words. */
  readonly companyText?: CompanyText | undefined;
  readonly rules: readonly TieBreakRule[];
  /** Numbers that the rules weigh, by CRM id; a record without any weighs 0. */
  readonly signals: ReadonlyMap<RemoteId, Readonly<Record<string, number>>>;
  /** Which object speaks first, smaller before larger; `Infinity` for one that never speaks. */
  readonly rank: (crmObject: string) => number;
  readonly now: Instant;
  /** Fresh ids for new platform records, as many as rows; twice as many with `companyText`. */
  readonly ids: readonly string[];
}

/** What one page of a read changes. */
export interface PagePlan {
  /** Rows of the mirror, those older than what it holds left out. */
  readonly rows: readonly MirrorRow[];
  /** Records that change, companies before their people; a new one has version 1. */
  readonly platform: readonly PlatformRecord[];
  readonly links: readonly Link[];
  readonly merges: readonly { readonly from: RemoteId; readonly to: RemoteId }[];
  readonly skipped: readonly { readonly crmId: RemoteId; readonly reason: SkipReason }[];
  /** Records skipped by an earlier read that are read now, or removed. */
  readonly cleared: readonly RemoteId[];
  /** What rows say of records that belong together, in place of what `relationsOf` said before. */
  readonly relations: readonly Relation[];
  readonly relationsOf: readonly RecordRef[];
  /** Ids of platform records that are no more. */
  readonly forgotten: readonly string[];
}

/** A page that changes nothing. */
export const noPlan: PagePlan = {
  rows: [],
  platform: [],
  links: [],
  merges: [],
  skipped: [],
  cleared: [],
  relations: [],
  relationsOf: [],
  forgotten: [],
};

import type { PlatformObject } from '../platform/index.ts';

/** Rows of one kind that were committed together, named by their ids: never what they hold. */
export interface Change {
  /** Its place in the order of changes; opaque, and a later change's text is greater. */
  readonly cursor: string;
  readonly of: 'record' | 'outcome' | 'run';
  /** `null` for records, which belong to the platform. */
  readonly connectionId: string | null;
  /** The kind of platform record; `null` for runs. */
  readonly object: PlatformObject | null;
  readonly isRemoval: boolean;
  readonly ids: readonly string[];
}

/** What was committed, in one order for all processes. */
export interface ChangeStore {
  /**
   * Changes after the cursor, oldest first; a change never comes to stand before one that was listed.
   * `null` when the store no longer knows, or never knew, all that followed the cursor.
   */
  listChanges(query: {
    readonly after: string;
    readonly limit: number;
  }): Promise<readonly Change[] | null>;
  /** The place after which changes follow that are not committed yet. */
  lastChange(): Promise<string>;
  /**
   * Calls `ring` soon after any process has committed changes; it may also call for nothing, and
   * stay silent while its connection is lost. Answers how to end that.
   */
  onChange(ring: () => void): Promise<() => Promise<void>>;
}

import type { ConnectionSettings } from '@concord/core/platform';
import type { Change } from '@concord/testkit/simulator';

/** A live record as somebody in the CRM sees it, with the fields that were asked for. */
export interface SeenRecord {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A record of the CRM, and new values for some of its fields. */
export interface Edit {
  readonly object: string;
  readonly id: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** A simulated account as the people who work in it have it; none of this goes through Concord. */
export interface Workplace {
  /** Every change since it was seeded, oldest first. */
  readonly history: () => Promise<Change[]>;
  /** All live records of an object. */
  readonly list: (object: string, fields: readonly string[]) => Promise<SeenRecord[]>;
  /** Changes a record as a person does; `false` when the CRM refused. */
  readonly edit: (edit: Edit) => Promise<boolean>;
  /** Marks a task done. */
  readonly completeTask: (id: string) => Promise<boolean>;
  /** Logs a finished call with a person, as a dialer does; absent where the platform hears of none. */
  readonly logCall?: (personId: string) => Promise<boolean>;
  /** Makes other records of some, as people do who tidy up; answers how many it made. */
  readonly tidyUp: () => Promise<number>;
  /** Resolves when all that was done so far shows in what the CRM lists as changed. */
  readonly settle: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What the demo reads first of an object, and how people call that. */
export interface Holding {
  readonly object: string;
  readonly words: string;
  /** Records that the simulated account begins with. */
  readonly count: number;
}

/** What the demo needs to know of one CRM; all else it learns from the connector. */
export interface DemoCrm {
  /** The connector's id. */
  readonly id: string;
  /** Starts the simulated account in this process, seeded. */
  readonly simulate: () => Promise<{ readonly url: string }>;
  /** The account as people have it who work in it. */
  readonly open: (url: string) => Workplace;
  /** What is special about the simulated account, as a sentence; `null` when nothing is. */
  readonly note: string | null;
  readonly holdings: readonly Holding[];
  /** A field for the platform's `status` of companies, which nobody has mapped yet. */
  readonly laterField: { readonly object: string; readonly field: string };
  /** What somebody becomes whom a Play finds last, and the settings that make it so. */
  readonly latecomers: {
    readonly object: string;
    readonly words: string;
    readonly settings: Partial<ConnectionSettings>;
  };
  /** What `Workplace.tidyUp` made, in words. */
  readonly tidied: string;
  /** What must not be created where there is one of these already, by object. */
  readonly rivals: Readonly<Record<string, readonly string[]>>;
}

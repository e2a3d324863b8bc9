import type {
  ActivityLayout,
  Associations,
  Connector,
  Guard,
  Lookup,
  Read,
  Remove,
  RemoteObject,
  Update,
  Write,
} from '@concord/core/contract';
import type { Sample } from './sample.ts';
import type { Sandbox } from './sandbox.ts';

/** What is audited: one object of one connector. */
export interface Subject {
  readonly connector: Connector;
  /** The CRM's own name of the object. */
  readonly name: string;
  readonly object: RemoteObject;
  readonly sample: Sample;
  /** Samples of every object, for the audits that need children. */
  readonly samples: Readonly<Record<string, Sample>>;
  /** The module that exports the connector. */
  readonly entry: URL;
}

type AtomicGuard = Extract<Guard, { kind: 'atomic' }>;
type CompensatingGuard = Extract<Guard, { kind: 'compensating' }>;
type Optional<Key extends keyof Sandbox> = NonNullable<Sandbox[Key]>;

/** What may be absent: capabilities of the object, and of the CRM behind the sandbox. */
export interface Parts {
  readonly read: Read;
  readonly write: Write;
  readonly update: Update;
  readonly guard: AtomicGuard;
  /** Present where the CRM takes any change and remembers what it replaced. */
  readonly past: CompensatingGuard;
  readonly signals: NonNullable<Write['signals']>;
  readonly removal: Remove;
  readonly findCreated: NonNullable<Write['findCreated']>;
  readonly touched: NonNullable<Write['touched']>;
  /** Names of the objects whose records hang on those of this one, where there are any. */
  readonly children: readonly string[];
  readonly activities: ActivityLayout;
  /** Present where emails are found by their message id. */
  readonly layOutEmail: NonNullable<ActivityLayout['email']>;
  readonly readTask: NonNullable<ActivityLayout['read']>;
  readonly associations: Associations;
  /** The company that records of the object are written with. */
  readonly company: Lookup;
  readonly removals: NonNullable<Read['removals']>;
  readonly proveRemoved: NonNullable<Read['removed']>;
  readonly ids: NonNullable<Read['ids']>;
  /** What an account's owner is asked for; absent where the CRM has no pages for that. */
  readonly scopes: readonly string[];
  readonly createField: NonNullable<Connector['createField']>;
  readonly checkPermissions: NonNullable<Connector['checkPermissions']>;
  /** Present where people remove records of the object. */
  readonly remove: Sandbox['remove'];
  readonly restore: Optional<'restore'>;
  readonly merge: Optional<'merge'>;
  readonly convert: Optional<'convert'>;
  readonly hangings: Optional<'hangings'>;
  readonly associate: Optional<'associate'>;
  readonly hideRecord: Optional<'hideRecord'>;
  readonly hideField: Optional<'hideField'>;
  readonly dropField: Optional<'dropField'>;
  readonly withholdPermission: Optional<'withholdPermission'>;
  readonly limitRate: Optional<'limitRate'>;
  readonly openTransaction: Optional<'openTransaction'>;
  readonly refuseDuplicates: Optional<'refuseDuplicates'>;
}

export type Part = keyof Parts;

/** A subject before a fresh sandbox, with the parts that the audit needs. */
export type Trial<Needs extends Part = never> = Subject &
  Partial<Parts> &
  Pick<Parts, Needs> & { readonly sandbox: Sandbox };

/** One fact that a connector must show, as data. */
export interface Audit<Id extends string = string> {
  /** Stable: reports and deviations cite it. */
  readonly id: Id;
  /**
   * A sentence that begins with how binding it is, in the words of RFC 2119, and ends with the
   * rules it proves: `MUST create a record once (R-DUP-1)`.
   */
  readonly title: `${'MUST' | 'MUST NOT' | 'SHOULD'} ${string}`;
  /** A fact of the connector as a whole is shown once, by its first fitting object. */
  readonly scope: 'connector' | 'object';
  /** Whether an object with these parts has the fact to show. */
  readonly applies: (parts: Partial<Parts>) => boolean;
  /** Rejects with what was found instead. */
  readonly run: (trial: Trial) => Promise<void>;
}

interface AuditInput<Id extends string, Needs extends Part> {
  readonly id: Id;
  readonly title: Audit['title'];
  readonly scope?: 'connector';
  readonly needs?: readonly Needs[];
  readonly run: (trial: Trial<Needs>) => Promise<void>;
}

/** An audit that applies where all the parts it needs are present. */
export const defineAudit = <const Id extends string, Needs extends Part = never>(
  input: AuditInput<Id, Needs>,
): Audit<Id> => ({
  id: input.id,
  title: input.title,
  scope: input.scope ?? 'object',
  applies: (parts) => (input.needs ?? []).every((need) => parts[need] !== undefined),
  // `applies` has shown that every needed part is there.
  run: (trial) => input.run(trial as Trial<Needs>),
});

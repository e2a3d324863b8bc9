import type { Connector } from '@concord/core/contract';
import type { Audit, Subject } from './audit.ts';
import { audits, type AuditId } from './audits.ts';
import { partsOf } from './parts-of.ts';
import type { OpenSandbox } from './run-audit.ts';
import type { Samples } from './sample.ts';

/** Audits that are known to fail, by object and audit, each with its reason. */
export type Deviations<C extends Connector = Connector> = {
  readonly [Name in keyof C['objects']]?: { readonly [Id in AuditId]?: string };
};

/** What the author of a connector hands over. */
export interface ConformanceOptions<C extends Connector = Connector> {
  /** Opens a fresh account. */
  readonly sandbox: OpenSandbox;
  /** The module that exports the connector. */
  readonly entry: URL;
  readonly samples: Samples<C>;
  readonly deviations: Deviations<C>;
}

/** One audit of one object. */
export interface Case {
  readonly audit: Audit<AuditId>;
  readonly subject: Subject;
  /** Why it is known to fail; `null` when it must pass. */
  readonly deviation: string | null;
}

const subjectsOf = (connector: Connector, options: ConformanceOptions): Subject[] => {
  const samples: Readonly<Record<string, Subject['sample']>> = options.samples;
  return Object.entries(connector.objects).map(([name, object]) => {
    const sample = samples[name];
    if (!sample) throw new TypeError(`conformance: no sample of ${name}; add it to samples`);
    return { connector, name, object, sample, samples, entry: options.entry };
  });
};

/** The parts of each object, by the connector and by one sandbox that is opened to see. */
const partsOfAll = async (
  connector: Connector,
  subjects: readonly Subject[],
  open: OpenSandbox,
): Promise<Map<Subject, ReturnType<typeof partsOf>>> => {
  const sandbox = await open(connector);
  try {
    return new Map(subjects.map((subject) => [subject, partsOf(subject, sandbox)]));
  } finally {
    await sandbox.close();
  }
};

/** Every audit that has something to show, for every object that can show it. */
export const selectCases = async (
  connector: Connector,
  options: ConformanceOptions,
): Promise<Case[]> => {
  const subjects = subjectsOf(connector, options);
  const parts = await partsOfAll(connector, subjects, options.sandbox);
  const deviations: Readonly<
    Record<string, Readonly<Partial<Record<AuditId, string>>> | undefined>
  > = options.deviations;
  return audits.flatMap((audit: Audit<AuditId>) => {
    const fitting = subjects.filter((subject) => audit.applies(parts.get(subject) ?? {}));
    return (audit.scope === 'connector' ? fitting.slice(0, 1) : fitting).map((subject) => ({
      audit,
      subject,
      deviation: deviations[subject.name]?.[audit.id] ?? null,
    }));
  });
};

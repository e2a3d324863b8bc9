import { catalogue, type FieldMapping, type PlatformRecord } from '../platform/index.ts';
import { isEmpty } from './is-empty.ts';
import { valueAt } from './value-at.ts';
import type { FieldVerdict, Verdict } from './verdict.ts';

/** Why one field of a record is written, is left alone, or is in no mapping that writes it. */
export interface ExplainedField {
  /** `null` where no mapping names a CRM field. */
  readonly crmField: string | null;
  /** `null` for a CRM field that no platform field supplies. */
  readonly platformField: string | null;
  /** `not-mapped`: the platform has a value, and no mapping writes it to the object. */
  readonly verdict: Verdict | 'not-mapped';
}

/** What the fields of one write are explained by. */
export interface ExplainFacts {
  readonly record: PlatformRecord;
  /** Of the CRM object, all directions. */
  readonly mappings: readonly FieldMapping[];
  readonly verdicts: readonly FieldVerdict[];
}

/** A verdict for each field that a write speaks of, and for each value that it leaves out. */
export const explainFields = (facts: ExplainFacts): ExplainedField[] => {
  const { record, mappings, verdicts } = facts;
  const written = new Set(
    mappings.filter(({ direction }) => direction !== 'read').map(({ crmField }) => crmField),
  );
  const mapped = new Set(mappings.map(({ crmField }) => crmField));
  const isOnlyRead = ({ verdict, crmField }: FieldVerdict) =>
    verdict === 'empty' && !written.has(crmField) && mapped.has(crmField);
  const spoken = verdicts.filter((one) => !isOnlyRead(one));
  return [...spoken, ...(isMapped(record) ? unmapped(record, mappings) : [])];
};

/** Emails and tasks are laid out by the connector: their values need no mapping. */
const isMapped = ({ object }: PlatformRecord): boolean =>
  object === 'company' || object === 'person';

const unmapped = (record: PlatformRecord, mappings: readonly FieldMapping[]): ExplainedField[] => {
  const byField = Map.groupBy(mappings, ({ platformField }) => platformField);
  return catalogue[record.object].flatMap(({ key }): ExplainedField[] => {
    const own = byField.get(key) ?? [];
    const isWritten = own.some(({ direction }) => direction !== 'read');
    if (isWritten || isEmpty(valueAt(record.fields, key) ?? null)) return [];
    const crmField = own[0]?.crmField ?? null;
    return [{ crmField, platformField: key, verdict: 'not-mapped' }];
  });
};

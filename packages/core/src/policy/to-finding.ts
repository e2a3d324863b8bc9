import type { FieldMapping } from '../platform/index.ts';
import type { Finding } from './finding.ts';

/** A finding about one mapping: an error, unless it says otherwise. */
export const toFinding = (
  { object, crmObject, crmField, platformField }: FieldMapping,
  found: Pick<Finding, 'code' | 'message' | 'remedy'>,
): Finding => ({ object, crmObject, crmField, platformField, severity: 'error', ...found });

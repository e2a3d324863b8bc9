import type { FieldMapping } from '../platform/index.ts';
import type { Finding } from './finding.ts';
import { toFinding } from './to-finding.ts';

/** Whether values of this kind of record flow the way a mapping says. */
export const checkDirection = (mapping: FieldMapping): Finding | null => {
  const { object, direction, defaultValue } = mapping;
  if (object === 'opportunity' && (direction !== 'read' || defaultValue !== null)) {
    return crmOwned(mapping);
  }
  return object === 'emailMessage' && direction !== 'write' ? neverRead(mapping) : null;
};

/** R-OPP-2 */
const crmOwned = (mapping: FieldMapping): Finding =>
  toFinding(mapping, {
    code: 'crm-owned',
    message:
      'Opportunities belong to the CRM: they are never created, updated or deleted from here.',
    remedy: 'Set the direction to read, without a default value.',
  });

/** R-EMAIL-2 */
const neverRead = (mapping: FieldMapping): Finding =>
  toFinding(mapping, {
    code: 'never-read',
    message: 'Email messages are recorded in the CRM and never read from it.',
    remedy: 'Set the direction to write.',
  });

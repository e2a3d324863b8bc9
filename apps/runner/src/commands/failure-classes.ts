import type { FailureClass } from '@concord/core/policy';
import type { OutcomeStatus } from '@concord/core/ports';

/** Outcomes that a person may want to do something about. */
export const troubles = ['failed', 'skipped', 'waiting'] as const satisfies OutcomeStatus[];

/** Every class that an obstacle can have (R-ERR-1). */
export const failureClasses = Object.keys({
  permission: true,
  'validation-rule': true,
  'required-field': true,
  'duplicate-rule': true,
  'rate-limit': true,
  'unsupported-mapping': true,
  'invalid-value': true,
  gone: true,
  hidden: true,
  'no-unique-key': true,
  conflict: true,
  unavailable: true,
  credentials: true,
  unexpected: true,
} satisfies Record<FailureClass, true>);

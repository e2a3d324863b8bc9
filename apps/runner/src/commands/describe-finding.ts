import type { Finding } from '@concord/core/policy';

/** A finding as one line. */
export const describeFinding = (finding: Finding): string =>
  `${finding.severity}: ${finding.crmObject}.${finding.crmField}: ${finding.message}; ${finding.remedy}`;

import type { Connector } from '../contract/index.ts';
import type { DailyKind } from '../policy/index.ts';

/** What the connector's CRM needs once a day; associations only where it keeps them apart. */
export function dailyKindsOf({ objects }: Connector): DailyKind[] {
  const apart = Object.values(objects).some(({ associations }) => associations !== undefined);
  return apart ? ['reconcile', 'associations'] : ['reconcile'];
}

import type { ConnectionSettings, PlatformRecord } from '../platform/index.ts';

/** An email or a task, and where the account records emails. */
export interface ActivityObjectFacts {
  readonly record: PlatformRecord;
  readonly settings: Pick<ConnectionSettings, 'emailWriteback'>;
  /** Whether our user may create records that represent emails in this account. */
  readonly hasEmailObject: boolean;
}

/** What the CRM object of an email or a task represents (R-EMAIL-4). */
export const chooseActivityObject = (facts: ActivityObjectFacts): 'email' | 'task' => {
  const { record, settings, hasEmailObject } = facts;
  if (record.object === 'task' || isManual(record)) return 'task';
  return settings.emailWriteback === 'emailMessage' && hasEmailObject ? 'email' : 'task';
};

/** Sent by a person who completed an email task; a reply is nobody's task. */
const isManual = ({ fields }: PlatformRecord): boolean =>
  fields['direction'] !== 'reply' && fields['origin'] === 'manual';

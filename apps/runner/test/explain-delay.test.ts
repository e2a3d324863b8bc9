import { toInstant, type Cursor } from '@concord/core/contract';
import type { Activity } from '@concord/core/engine';
import { defaultSettings, type Connection } from '@concord/core/platform';
import { describe, expect, it } from 'vitest';
import { explainDelay } from '../src/commands/explain-delay.ts';

const minute = 60_000;

const connectionWith = (part: Partial<Connection>): Connection => ({
  id: 'one',
  crm: 'salesforce',
  name: 'Acme',
  state: 'active',
  reading: true,
  writing: true,
  settings: defaultSettings,
  accountId: '00D',
  userId: '005',
  schema: {},
  lastReadAt: null,
  lastReconciledAt: null,
  lastAssociatedAt: null,
  hold: null,
  quota: null,
  connectedAt: toInstant(0),
  createdAt: toInstant(0),
  ...part,
});

const explain = (
  behindMinutes: number | null,
  part: Partial<Connection> = {},
  activity: Partial<Activity> = {},
): string =>
  explainDelay({
    connection: connectionWith(part),
    activity: { state: 'idle', since: null, hold: null, ...activity },
    checkpoints: [
      {
        connectionId: 'one',
        crmObject: 'Contact',
        cursor: '' as Cursor,
        savedAt: toInstant(0),
        caughtUpAt: behindMinutes === null ? null : toInstant(0),
      },
    ],
    now: (behindMinutes ?? 0) * minute,
  });

describe('explainDelay', () => {
  it('tells no cause within 30 minutes (R-TIME-1)', () => {
    expect(explain(30, { state: 'needs-reconnect' })).toBe(
      'all changes are known up to 30 min ago',
    );
  });

  it.each([
    ['the CRM refuses the credentials', { state: 'needs-reconnect' }, {}],
    ['the connection is paused', { state: 'paused' }, {}],
    ['reading is off', { reading: false }, {}],
    ['many changes are being read', {}, { state: 'reading' }],
    [
      'the CRM asked to slow down',
      {},
      { hold: { reason: 'the CRM asked to slow down', until: null } },
    ],
    ['no worker is running', {}, {}],
  ] as const)('names as cause beyond it: %s (R-TIME-1)', (cause, connection, activity) => {
    expect(explain(31, connection, activity)).toBe(`31 min behind: ${cause}`);
  });

  it('says so during the first read (R-TIME-1)', () => {
    expect(explain(null, {}, { state: 'reading' })).toBe(
      'the first read has not ended: many changes are being read',
    );
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runConcord, type Ended } from './run-concord.ts';

const count = z.int().min(0);

const shape = z.object({
  connections: z.array(
    z.object({
      crm: z.literal('salesforce'),
      objects: z.array(
        z.object({
          object: z.string(),
          read: count,
          created: count,
          updated: count,
          removed: count,
          skipped: count,
          failed: count,
          waiting: count,
        }),
      ),
      apiCalls: z.int().positive(),
    }),
  ),
  ms: z.int().positive(),
});

let directory = '';
let ended: Ended;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'concord-'));
  ended = await runConcord(['demo', '--once', '--json'], { CONCORD_DATA_DIR: directory });
}, 180_000);

afterAll(() => rm(directory, { recursive: true, force: true }));

describe('concord demo --once --json', () => {
  it('ends well and leaves no process behind', () => {
    expect(ended).toMatchObject({ code: 0, stderr: '', leftOvers: false });
  });

  it('makes the last line one JSON object', () => {
    const { connections } = shape.parse(JSON.parse(ended.stdout.trim().split('\n').at(-1) ?? ''));
    const objects = new Map(connections[0]?.objects.map((one) => [one.object, one]));
    expect(objects.get('Account')?.read).toBeGreaterThanOrEqual(2_000);
    expect(objects.get('Contact')?.read).toBeGreaterThanOrEqual(10_000);
    for (const name of ['Account', 'Contact']) {
      expect(objects.get(name)).toMatchObject({ failed: 0, waiting: 0 });
      expect(objects.get(name)?.created).toBeGreaterThan(0);
      expect(objects.get(name)?.updated).toBeGreaterThan(0);
      expect(objects.get(name)?.skipped).toBeGreaterThan(0);
    }
  });

  it('writes leads, emails and tasks, removes one, and reads opportunities (R-OPP-2)', () => {
    const { connections } = shape.parse(JSON.parse(ended.stdout.trim().split('\n').at(-1) ?? ''));
    const objects = new Map(connections[0]?.objects.map((one) => [one.object, one]));
    const none = { failed: 0, waiting: 0 };
    for (const name of ['Lead', 'Task', 'EmailMessage']) {
      expect(objects.get(name)).toMatchObject(none);
      expect(objects.get(name)?.created).toBeGreaterThan(0);
      expect(objects.get(name)?.updated).toBeGreaterThan(0);
      expect(objects.get(name)?.skipped).toBeGreaterThan(0);
    }
    expect(objects.get('Task')?.removed).toBe(1);
    expect(objects.get('Opportunity')?.read).toBeGreaterThanOrEqual(190);
    expect(objects.get('Opportunity')).toMatchObject({ created: 0, updated: 0, removed: 0 });
  });

  it('goes through completion, conversion and waiting (R-TASK-5, R-TASK-6, R-EMAIL-3)', () => {
    expect(ended.stdout).toContain('1 email waits for its person');
    expect(ended.stdout).toContain('2 tasks done in Salesforce are done here');
    expect(ended.stdout).toMatch(/[1-9] conversions of leads/u);
    expect(ended.stdout).toMatch(/[1-9]\d* companies with an open opportunity excluded/u);
  });

  it('keeps every promise by the history of the CRM (R-OVERWRITE-7, R-DUP-1, R-DUP-3)', () => {
    expect(ended.stdout).toContain("✓ 0 of other people's values overwritten");
    expect(ended.stdout).toContain('✓ 0 records doubled');
    expect(ended.stdout).toContain('✓ 0 times more than one duplicate touched');
    expect(ended.stdout).toContain('✓ 0 created beside one that was there');
    expect(ended.stdout).toContain('✓ 0 records of others removed');
    expect(ended.stdout).toContain('asked for again: 0 changes');
  });
});

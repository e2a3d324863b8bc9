import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { crmIds } from '../src/registry/crm-ids.ts';
import { demoCrms } from '../src/registry/demo-crms.ts';
import { runConcord, type Ended } from './run-concord.ts';

const count = z.int().min(0);

const reported = z.object({
  object: z.string(),
  read: count,
  created: count,
  updated: count,
  removed: count,
  skipped: count,
  failed: count,
  waiting: count,
});

const shape = z.object({
  connections: z.array(
    z.object({
      crm: z.enum(crmIds),
      objects: z.array(reported),
      apiCalls: z.int().positive(),
      promises: z.record(z.string(), count),
      isQuiet: z.boolean(),
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

const objectsOf = (crm: (typeof crmIds)[number]) => {
  const { connections } = shape.parse(JSON.parse(ended.stdout.trim().split('\n').at(-1) ?? ''));
  const found = connections.find((one) => one.crm === crm);
  return new Map(found?.objects.map((one) => [one.object, one]));
};

const none = { failed: 0, waiting: 0 };

describe('concord demo --once --json', () => {
  it('ends well and leaves no process behind', () => {
    expect(ended).toMatchObject({ code: 0, stderr: '', leftOvers: false });
  });

  it('reads all that each CRM begins with', () => {
    for (const { id, holdings } of demoCrms) {
      for (const { object, count: seeded } of holdings) {
        expect(objectsOf(id as 'salesforce').get(object)?.read).toBeGreaterThan(seeded * 0.95);
      }
    }
  });

  it.each([
    ['salesforce', ['Account', 'Contact', 'Lead', 'Task', 'EmailMessage']],
    ['hubspot', ['companies', 'contacts']],
  ] as const)('creates, fills and skips in %s', (crm, names) => {
    for (const name of names) {
      const object = objectsOf(crm).get(name);
      expect(object).toMatchObject(none);
      expect(object?.created).toBeGreaterThan(0);
      expect(object?.updated).toBeGreaterThan(0);
      expect(object?.skipped).toBeGreaterThan(0);
    }
  });

  it.each([
    ['salesforce', 'Task', 'Opportunity'],
    ['hubspot', 'tasks', 'deals'],
  ] as const)(
    'removes a task from %s, and leaves %s and %s (R-TASK-4, R-OPP-2)',
    (crm, ...them) => {
      const [task, opportunity] = them.map((name) => objectsOf(crm).get(name));
      expect(task).toMatchObject({ ...none, removed: 1 });
      expect(opportunity).toMatchObject({ created: 0, updated: 0, removed: 0 });
    },
  );

  it('records emails in each (R-EMAIL-1, R-EMAIL-5)', () => {
    for (const object of [
      objectsOf('salesforce').get('EmailMessage'),
      objectsOf('hubspot').get('emails'),
    ]) {
      expect(object).toMatchObject(none);
      expect(object?.created).toBeGreaterThan(40);
      expect(object?.skipped).toBeGreaterThan(0);
    }
  });

  it('goes through completion, conversion, merges and waiting (R-TASK-5, R-TASK-6, R-EMAIL-3)', () => {
    expect(ended.stdout.match(/; 1 email waits for its person/gu)).toHaveLength(demoCrms.length);
    expect(ended.stdout).toMatch(/[1-9] leads converted among them; 2 tasks done there/u);
    expect(ended.stdout).toMatch(/[1-9] contacts merged among them; 1 tasks done there/u);
    expect(ended.stdout).toMatch(/[1-9]\d* companies with an open opportunity excluded/u);
  });

  it('keeps every promise by each history (R-OVERWRITE-7, R-DUP-1, R-DUP-3)', () => {
    for (const promise of [
      "✓ 0 of other people's values overwritten",
      '✓ 0 records doubled',
      '✓ 0 times more than one duplicate touched',
      '✓ 0 created beside one that was there',
      '✓ 0 records of others removed',
    ]) {
      expect(ended.stdout.split(promise)).toHaveLength(demoCrms.length + 1);
    }
  });

  it('says of each promise how it is kept', () => {
    expect(ended.stdout).toContain('(atomic)');
    expect(ended.stdout).toContain('(compensating:');
  });

  it('changes nothing in a further cycle', () => {
    const { connections } = shape.parse(JSON.parse(ended.stdout.trim().split('\n').at(-1) ?? ''));
    expect(connections.map(({ isQuiet }) => isQuiet)).toEqual([true, true]);
  });
});

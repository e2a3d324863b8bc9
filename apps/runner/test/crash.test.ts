import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  createSalesforceSimulator,
  type SalesforceSimulator,
} from '@concord/connector-salesforce/simulator';
import type { FaultRuleInput } from '@concord/testkit/simulator';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { knownEmail, newEmail, type Message } from './crash/crash-messages.ts';

let directory = '';
let simulator: SalesforceSimulator;
let child: ChildProcess | null = null;
let restarts = 0;

// Every process compiles the same files.
const compiled = fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url));

const hourMs = 3_600_000;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'concord-'));
  simulator = await createSalesforceSimulator({ seed: 5 });
});

afterAll(async () => {
  child?.kill('SIGKILL');
  await simulator.close();
  await rm(directory, { recursive: true, force: true });
});

const start = async (): Promise<Message> => {
  const later = String(restarts * hourMs);
  restarts += 1;
  child = fork(
    new URL('crash/crash-runner.ts', import.meta.url),
    [directory, simulator.url, later],
    { execArgv: [], env: { ...process.env, NODE_COMPILE_CACHE: compiled } },
  );
  const [message] = (await once(child, 'message')) as [Message];
  return message;
};

/** Accounts and contacts that the turn is to find, with their fields empty. */
const plant = (turn: number): { account: string; contact: string } => {
  const account = simulator.org.insert('Account', {
    Name: `Known ${turn}`,
    Website: `https://www.known${turn}.example/`,
  });
  const contact = simulator.org.insert('Contact', {
    LastName: `Known ${turn}`,
    Email: knownEmail(turn),
    AccountId: account,
  });
  return { account, contact };
};

const countByEmail = (email: string): number =>
  simulator.org
    .ids('Contact')
    .filter((id) => simulator.org.read({ object: 'Contact', id })?.['Email'] === email).length;

const killDuring = async (turn: number, fault: FaultRuleInput): Promise<void> => {
  simulator.faults.add(fault);
  child?.send(turn);
  await vi.waitFor(() => expect(simulator.faults.list()[0]?.struck).toBe(1), {
    timeout: 60_000,
    interval: 5,
  });
  const ended = once(child as ChildProcess, 'exit');
  child?.kill('SIGKILL');
  await ended;
  simulator.faults.clear();
};

const creating = { method: 'POST', path: '/composite/sobjects' };
// One path takes both: the look ahead of reading, and updates with a condition.
const guarding = { method: 'POST', path: '/composite$', body: 'PATCH' };
const reading = { method: 'POST', path: '/composite$', body: 'queryAll' };

// `slow` has taken effect when the process dies; `held` takes effect after its death.
const steps: readonly (readonly [string, FaultRuleInput])[] = [
  ['while it catches up', { kind: 'slow', match: reading, delayMs: 5_000 }],
  [
    'after an account was created',
    { kind: 'slow', match: { ...creating, body: 'Account' }, delayMs: 5_000 },
  ],
  [
    'before an account is created',
    { kind: 'held', match: { ...creating, body: 'Account' }, delayMs: 300 },
  ],
  [
    'after a contact was created',
    { kind: 'slow', match: { ...creating, body: 'Contact' }, delayMs: 5_000 },
  ],
  [
    'before a contact is created',
    { kind: 'held', match: { ...creating, body: 'Contact' }, delayMs: 300 },
  ],
  ['after a guarded update', { kind: 'slow', match: guarding, delayMs: 5_000 }],
  ['before a guarded update', { kind: 'held', match: guarding, delayMs: 300 }],
];

describe('a runner killed by SIGKILL', { timeout: 120_000 }, () => {
  it.each(steps.map((step, turn) => [step[0], turn, step[1]] as const))(
    '%s loses, doubles and overwrites nothing (R-DUP-1)',
    async (_, turn, fault) => {
      const { account, contact } = plant(turn);
      if (child === null || child.killed) await start();
      await killDuring(turn, { ...fault, times: 1 });

      // While the process is dead a person types where it was about to write.
      const typed = simulator.org.read({ object: 'Contact', id: contact })?.['Title'] === null;
      if (typed) simulator.org.update({ object: 'Contact', id: contact }, { Title: 'Typed' });

      const { outcomes } = await start();
      const unresolved = outcomes.filter(({ status }) => ['failed', 'waiting'].includes(status));
      expect(unresolved).toEqual([]);
      expect(countByEmail(newEmail(turn))).toBe(1);
      expect(countByEmail(knownEmail(turn))).toBe(1);
      const known = simulator.org.read({ object: 'Contact', id: contact });
      expect(known).toMatchObject({
        Title: typed ? 'Typed' : 'Ours',
        Phone: '+1 555 0100',
        Unify_Most_Recent_Play__c: `Turn ${turn}`,
      });
      expect(simulator.org.read({ object: 'Account', id: account })).toMatchObject({
        Description: 'Ours',
        Unify_Most_Recent_Play__c: `Turn ${turn}`,
      });
    },
  );

  it('created each record once, by the history of the CRM (R-DUP-1)', () => {
    const keys = simulator.history
      .list({ kind: 'created', field: 'Unify_Metadata__c' })
      .map(({ object, after }) => `${object} ${String(after)}`);
    expect(keys).toHaveLength(steps.length * 2);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

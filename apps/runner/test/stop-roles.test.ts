import { createMemoryStore } from '@concord/core/memory-store';
import type { Queue, Store } from '@concord/core/ports';
import { samples } from '@concord/testkit/store';
import { describe, expect, it } from 'vitest';
import { startRoles } from '../src/start.ts';
import { createLog } from '../src/system/log.ts';
import { createMemoryRunner, memoryConfiguration } from './memory-runner.ts';

const switchOn =
  'mutation { setSwitches(input: { connectionId: "c1", reading: true }) { __typename } }';

describe('a process that stops', () => {
  it('keeps the doorbell until the last request has rung it', async () => {
    const memory = createMemoryStore();
    await memory.createConnection(samples.aConnection());
    const reached = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const changeConnection: Store['changeConnection'] = async (...given) => {
      reached.resolve();
      await goOn.promise;
      return memory.changeConnection(...given);
    };
    const seen: string[] = [];
    const queue: Queue = {
      ring: async ({ work }) => void seen.push(`ring for a ${work}`),
      listen: async () => {},
      stop: async () => void seen.push('stop'),
    };
    const runner = createMemoryRunner({ ...memory, changeConnection }, queue);
    const stop = new AbortController();
    const parts = { runner, configuration: memoryConfiguration, log: createLog('silent') };
    const { url, apiKey, stopped } = await startRoles(parts, stop.signal);
    const answered = fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
      body: JSON.stringify({ query: switchOn }),
    });
    await reached.promise;
    stop.abort();
    await new Promise((resolve) => setImmediate(resolve));
    goOn.resolve();
    const { data } = await (await answered).json();
    expect(data).toEqual({ setSwitches: { __typename: 'SetSwitchesSuccess' } });
    await stopped;
    expect(seen).toEqual(['ring for a read', 'stop']);
    await runner.close();
  });

  it('stops also when it was told to before it had started', async () => {
    const runner = createMemoryRunner();
    const parts = { runner, configuration: memoryConfiguration, log: createLog('silent') };
    const { stopped } = await startRoles(parts, AbortSignal.abort());
    expect(await stopped.then(() => 'stopped')).toBe('stopped');
    await runner.close();
  });
});

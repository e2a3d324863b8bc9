import { samples } from '@concord/testkit/store';
import { describe, expect, it } from 'vitest';
import { createFixture, url } from './fixture.ts';

const { aSkip, applyPage } = samples;

const decoder = new TextDecoder();

/** A stream that is read a chunk at a time, and not before it is asked for. */
const open = async (fixture: Awaited<ReturnType<typeof createFixture>>) => {
  const response = await fixture.fetchFn(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription { outcomeRecorded { id } }' }),
  });
  const reader = response.body?.getReader();
  if (reader === undefined) throw new Error('the answer is no stream');
  const read = async (): Promise<string> => decoder.decode((await reader.read()).value);
  const readUntil = async (text: string, before = ''): Promise<string> => {
    const all = before + (await read());
    return all.includes(text) ? all : readUntil(text, all);
  };
  return { readUntil, leave: () => reader.cancel() };
};

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a reader who stops reading', () => {
  it('is kept nothing for, and told to load anew', async () => {
    const fixture = await createFixture();
    const stream = await open(fixture);
    const record = async (...ids: string[]) => {
      await applyPage(fixture.store, { skipped: ids.map((id) => aSkip({ id })) });
      for (let turns = 0; turns < 10; turns += 1) await turn();
    };
    const first = stream.readUntil('s1');
    for (let turns = 0; turns < 10; turns += 1) await turn();
    for (const id of ['s1', 's2', 's3', 's4']) await record(id);
    await first;
    for (const page of [1, 2, 3]) {
      await record(...Array.from({ length: 20_000 }, (_, at) => `page ${page} ${at}`));
    }
    const told = await stream.readUntil('RESYNC');
    expect(told).not.toContain('page');
    await record('after');
    expect(await stream.readUntil('after')).not.toContain('page');
    await stream.leave();
  });
});

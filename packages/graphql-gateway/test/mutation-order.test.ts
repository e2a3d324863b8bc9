import { expect, it } from 'vitest';
import { createFixture } from './fixture.ts';

it('shows in a mutation what those before it in the document changed', async () => {
  const { ask, connect } = await createFixture();
  await connect();
  const { data, errors } = await ask(`mutation {
    off: setSwitches(input: { connectionId: "c1", reading: false }) {
      ... on SetSwitchesSuccess { connection { reading activity { hold { reason } } } }
    }
    on: setSwitches(input: { connectionId: "c1", reading: true }) {
      ... on SetSwitchesSuccess { connection { reading } }
    }
    startRead(input: { connectionId: "c1" }) {
      ... on StartReadSuccess { run { connection { reading activity { hold { reason } } } } }
    }
  }`);
  expect(errors).toBeUndefined();
  const { off, on, startRead } = data;
  expect([off, on, startRead.run].map(({ connection }) => connection.reading)).toEqual([
    false,
    true,
    true,
  ]);
  expect(startRead.run.connection.activity).not.toEqual(off.connection.activity);
});

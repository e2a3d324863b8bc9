import { describe, expect, it } from 'vitest';
import {
  afterAnswer,
  afterSending,
  mayBeSentAt,
  openWindow,
} from '../../src/transport/rate-window.ts';
import type { RateWindow, Use } from '../../src/transport/rate-window.ts';

const empty = openWindow({ max: 10, perMs: 10_000 });

/** So many requests sent at once. */
const send = (window: RateWindow, count: number, now = 0) => {
  const uses: Use[] = [];
  let sent = window;
  for (let n = 0; n < count; n += 1) {
    const after = afterSending(sent, now);
    sent = after.window;
    uses.push(after.use);
  }
  return { window: sent, uses };
};

const sendOne = (window: RateWindow, now: number) => {
  const { window: after, use } = afterSending(window, now);
  return { window: after, use };
};

/** How many may be sent at once. */
const roomIn = (window: RateWindow, now: number): number => {
  let ahead = 0;
  while (mayBeSentAt(window, now, ahead) <= now) ahead += 1;
  return ahead;
};

const quiet = { refused: false, told: null };

describe('mayBeSentAt', () => {
  it('is now while there is room', () => {
    expect(mayBeSentAt(send(empty, 9).window, 5, 0)).toBe(5);
  });

  it('waits for an answer that may never come no longer than a margin', () => {
    expect(mayBeSentAt(send(empty, 10).window, 5, 0)).toBe(10_400);
  });

  it('waits a full stretch after an answer, and a little for clocks', () => {
    const { window, use } = sendOne(send(empty, 9).window, 0);
    const answered = afterAnswer(window, { use, now: 100, ...quiet });
    expect(mayBeSentAt(answered, 200, 0)).toBe(10_110);
    expect(mayBeSentAt(answered, 200, 1)).toBe(10_400);
  });

  it('depends on those ahead that are not sent yet', () => {
    expect(mayBeSentAt(empty, 0, 10)).toBe(Infinity);
  });
});

describe('afterAnswer', () => {
  it('learns how much the limit is', () => {
    const { window, use } = sendOne(empty, 0);
    const told = { max: 19, remaining: 18 };
    const answered = afterAnswer(window, { use, now: 50, refused: false, told });
    expect(roomIn(answered, 50)).toBe(18);
  });

  it('learns what others have used, and that they stopped', () => {
    const first = sendOne(empty, 0);
    const told = { max: 10, remaining: 3 };
    const beside = afterAnswer(first.window, { use: first.use, now: 50, refused: false, told });
    expect(roomIn(beside, 50)).toBe(3);
    const second = sendOne(beside, 9_000);
    const alone = afterAnswer(second.window, {
      use: second.use,
      now: 9_050,
      refused: false,
      told: { max: 10, remaining: 8 },
    });
    expect(roomIn(alone, 9_050)).toBe(8);
  });

  it('takes none of our own requests for those of others', () => {
    const { window, uses } = send(empty, 6);
    const [first] = uses;
    if (first === undefined) throw new Error('none was sent');
    const told = { max: 10, remaining: 4 };
    const answered = afterAnswer(window, { use: first, now: 50, refused: false, told });
    expect(roomIn(answered, 50)).toBe(4);
  });

  it('rests for a stretch after a refusal, then leaves a tenth free', () => {
    const { window, use } = sendOne(empty, 0);
    const refused = afterAnswer(window, { use, now: 50, refused: true, told: null });
    expect(roomIn(refused, 10_049)).toBe(0);
    expect(roomIn(refused, 11_000)).toBe(9);
    expect(roomIn(refused, 300_049)).toBe(9);
    expect(roomIn(refused, 300_050)).toBe(10);
  });

  it('counts refusals of requests under way as one', () => {
    const { window, uses } = send(empty, 5);
    const refused = uses.reduce(
      (one, use) => afterAnswer(one, { use, now: 50 + use.number, refused: true, told: null }),
      window,
    );
    expect(roomIn(refused, 11_000)).toBe(9);
  });

  it('always leaves room for one', () => {
    let window = openWindow({ max: 2, perMs: 1_000 });
    for (let now = 0; now < 20_000; now += 2_000) {
      const sent = sendOne(window, now);
      window = afterAnswer(sent.window, { use: sent.use, now: now + 5, refused: true, told: null });
    }
    expect(roomIn(window, 21_000)).toBe(1);
  });

  it('does not believe a limit of nothing', () => {
    const { window, use } = sendOne(empty, 0);
    const told = { max: 0, remaining: 0 };
    const answered = afterAnswer(window, { use, now: 50, refused: false, told });
    expect(roomIn(answered, 30_000)).toBe(1);
  });
});

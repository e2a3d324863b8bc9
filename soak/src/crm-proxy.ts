import type { SeededRandom } from '@concord/testkit/simulator';
import { startLossyProxy, type LossyProxy } from './lossy-proxy.ts';

/** Somebody who waits for the next change that is asked for, to strike at that moment. */
export interface Ambush {
  /** Before the change takes effect, or after it did; the answer is lost either way. */
  readonly when: 'before' | 'after';
  readonly strike: () => void;
}

/** The way to a simulated CRM. */
export interface CrmProxy extends Pick<LossyProxy, 'close'> {
  readonly url: string;
  /** Lies in wait; `null` gives up. */
  readonly await: (ambush: Ambush | null) => void;
}

/** What decides what becomes of requests, and who hears of them. */
export interface RequestFaults {
  readonly random: SeededRandom;
  readonly areOn: () => boolean;
  /** Hears of each piece of a request before it arrives. */
  readonly onArrival: () => void;
  /** Hears each piece of a request with a body before it arrives. */
  readonly onChange: (asked: string) => void;
  readonly onLost: () => void;
}

const lostShare = 0.04;
const slowShare = 0.05;
const slowMaxMs = 1_200;

const changes = /^(?:POST|PATCH|PUT|DELETE) (?!\/services\/oauth2|\/oauth)/u;
const reads = /\/(?:search|batch\/read)[ ?]/u;

const asksForChange = (asked: string): boolean => {
  const [line = ''] = asked.split('\r\n', 1);
  return changes.test(line) && !reads.test(line);
};

/** Stands between the runners and a simulator. */
export const startCrmProxy = async (
  simulatorUrl: string,
  faults: RequestFaults,
): Promise<CrmProxy> => {
  const { random } = faults;
  let ambush: Ambush | null = null;
  const taken = (): Ambush | null => {
    const one = ambush;
    ambush = null;
    return one;
  };
  const lose = (): boolean => {
    faults.onLost();
    return true;
  };
  const proxy = await startLossyProxy({
    listen: { port: 0 },
    target: { host: '127.0.0.1', port: Number(new URL(simulatorUrl).port) },
    fateOf: (bytes) => {
      faults.onArrival();
      const asked = bytes.toString('latin1');
      if (asked.startsWith('GET ') || !faults.areOn()) return null;
      faults.onChange(asked);
      if (!asksForChange(asked)) return null;
      const waiting = taken();
      if (waiting?.when === 'before') waiting.strike();
      if (waiting !== null) {
        const strike = (): boolean => {
          if (waiting.when === 'after') waiting.strike();
          return lose();
        };
        return { delayMs: waiting.when === 'before' ? random.below(300) : 0, losesAnswer: strike };
      }
      return {
        delayMs: random.chance(slowShare) ? random.below(slowMaxMs) : 0,
        losesAnswer: random.chance(lostShare) ? lose : null,
      };
    },
  });
  return {
    url: `http://127.0.0.1:${proxy.port}`,
    await: (next) => {
      ambush = next;
    },
    close: proxy.close,
  };
};

import { flushCompileCache } from 'node:module';
import { toInstant } from '@concord/core/contract';
import type { Clock, Outcome } from '@concord/core/ports';
import { parseConfiguration } from '../../src/configuration/configuration.ts';
import { takeAnswer } from '../../src/commands/take-answer.ts';
import { writeAll } from '../../src/demo/run-cycle.ts';
import { openRunner } from '../../src/open-runner.ts';
import { systemClock } from '../../src/system/system-clock.ts';
import { connectSimulator } from '../connect-simulator.ts';
import { askOf, type Message } from './crash-messages.ts';

// A runner that is told to die: it does what is left, says so, and writes one case when asked.
const [directory = '', instanceUrl = '', later = '0'] = process.argv.slice(2);
const id = 'one';

// It never ends in good order, when what was compiled would be kept.
flushCompileCache();

/** Each restart happens later, so that the dead process's lease has run out. */
const clock: Clock = {
  ...systemClock,
  now: () => toInstant(Date.now() + Number(later)),
};

const parsed = parseConfiguration({ CONCORD_DATA_DIR: directory, CONCORD_FOLLOW_REDIRECTS: 'off' });
if (!parsed.ok) throw new Error('configuration');
const runner = await openRunner(parsed.value, () => undefined, clock);
const { signal } = new AbortController();

if ((await runner.store.getConnection(id)) === null) {
  await connectSimulator(runner, id, instanceUrl);
}

const finish = async (): Promise<Outcome[]> => {
  await writeAll(runner, id, signal);
  const { items } = await runner.store.listOutcomes({
    filter: { connectionId: id },
    first: 100,
    after: null,
  });
  return items.map(({ item }) => item).filter(({ direction }) => direction === 'write');
};

const tell = (message: Message): void => {
  process.send?.(message);
};

process.on('disconnect', () => process.exit(0));
const write = async (turn: number): Promise<void> => {
  const { companies, people } = askOf(turn);
  const options = { play: `Turn ${turn}` };
  for (const company of companies) takeAnswer(await runner.engine.syncCompany(company, options));
  for (const person of people) takeAnswer(await runner.engine.syncPerson(person, options));
  tell({ said: 'wrote', outcomes: await finish() });
};

process.on('message', (turn: number) => void write(turn));
tell({ said: 'ready', outcomes: await finish() });

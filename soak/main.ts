import { parseArgs } from 'node:util';
import { accountsOf, type SoakedCrm } from './src/account.ts';
import { soak, type SoakResult } from './src/soak.ts';

const usage = `Runs several real processes on one PostgreSQL and kills them at work.

  npm run soak -- --kills 200 --seed 7

  --kills N     processes to kill, 200 unless told otherwise
  --seed S      decides what strikes, what is asked and what is typed; drawn unless told
  --minutes M   goes on for so long, however many kills that takes
  --seconds N   ends it after so long, however few were killed
  --crm NAME    salesforce, hubspot or both
  --pace N      how many times faster than the machine's the processes' time runs; 1 is real time`;

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string' },
    minutes: { type: 'string' },
    seconds: { type: 'string' },
    crm: { type: 'string', default: 'both' },
    pace: { type: 'string', default: '10' },
    help: { type: 'boolean', default: false },
  },
});

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const accountsMax = 6;

const crmsOf = (name: string): SoakedCrm[] => {
  const known = Object.keys(accountsOf) as SoakedCrm[];
  const chosen = known.filter((crm) => name === crm || name === 'both');
  if (chosen.length === 0) throw new Error('--crm is salesforce, hubspot or both');
  return Array.from({ length: accountsMax }, (_, at) => chosen[at % chosen.length] as SoakedCrm);
};

const seconds = (ms: number | undefined): string =>
  ms === undefined ? 'none' : `${(ms / 1_000).toFixed(1)} s`;

const growth = ({ before, after }: SoakResult): string =>
  `heap ${before.heapMb.toFixed(0)} to ${after.heapMb.toFixed(0)} MB, ` +
  `handles ${before.handles} to ${after.handles}, files ${before.files} to ${after.files}`;

if (values.help) {
  say(usage);
  process.exit(0);
}
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const minutes = values.minutes === undefined ? null : Number(values.minutes);
const result = await soak({
  seed,
  minutes,
  secondsMax: values.seconds === undefined ? null : Number(values.seconds),
  kills: Number(values.kills),
  pace: Number(values.pace),
  crms: crmsOf(values.crm),
  say,
});
const { tally, took, violations } = result;
for (const violation of violations) say(`  ${violation}`);
if (violations.length > 0) say(`logs are in ${result.directory}`);
const flags = [`--kills ${values.kills}`, `--seed ${seed}`, `--crm ${values.crm}`];
if (minutes !== null) flags.push(`--minutes ${minutes}`);
flags.push(`--pace ${values.pace}`);
say(
  `${tally.kills} kills in ${result.seconds.toFixed(0)} s, ${violations.length} violations; ` +
    `${took.length} of ${result.watched} taken over, half within ${seconds(took[Math.floor(took.length / 2)])}, ` +
    `all within ${seconds(took.at(-1))}; ${growth(result)}; again: npm run soak -- ${flags.join(' ')}`,
);
process.exit(violations.length === 0 ? 0 : 1);

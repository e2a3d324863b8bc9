import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  createSalesforceSimulator,
  type SchemaFile,
  type SimulatorOptions,
} from '@concord/connector-salesforce/simulator';

const usage =
  'usage: npm run simulate -- salesforce --port 8601 [--seed N --accounts N --contacts N --leads N --opportunities N --tasks N --emails N --schema FILE --no-product-fields]';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const fail = (problem: string): never => {
  process.stderr.write(`${problem}\n${usage}\n`);
  process.exit(2);
};

const toCount = (name: string, text: string | undefined, fallback: number): number => {
  if (text === undefined) return fallback;
  return /^\d+$/u.test(text)
    ? Number(text)
    : fail(`--${name} must be a whole number, not "${text}"`);
};

const readSchema = (path: string | undefined): SchemaFile => {
  if (path === undefined) return {};
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as SchemaFile;
  } catch (error) {
    return fail(`--schema ${path}: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
};

const readArguments = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        seed: { type: 'string' },
        accounts: { type: 'string' },
        contacts: { type: 'string' },
        leads: { type: 'string' },
        opportunities: { type: 'string' },
        tasks: { type: 'string' },
        emails: { type: 'string' },
        schema: { type: 'string' },
        'no-product-fields': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return fail(error instanceof Error ? error.message : 'the arguments are malformed');
  }
};

const { positionals, values } = readArguments();
const [crm, ...others] = positionals;
if (crm !== 'salesforce' || others.length > 0) fail(`unknown CRM "${positionals.join(' ')}"`);

const options: SimulatorOptions = {
  port: toCount('port', values.port, 8601),
  seed: toCount('seed', values.seed, 1),
  accounts: toCount('accounts', values.accounts, 2000),
  contacts: toCount('contacts', values.contacts, 10_000),
  leads: toCount('leads', values.leads, 500),
  opportunities: toCount('opportunities', values.opportunities, 400),
  tasks: toCount('tasks', values.tasks, 2000),
  emails: toCount('emails', values.emails, 1000),
  productFields: !values['no-product-fields'],
  schema: readSchema(values.schema),
};

const started = await createSalesforceSimulator(options).catch((error: unknown) =>
  fail(`the simulator did not start: ${error instanceof Error ? error.message : String(error)}`),
);
say(`Salesforce simulator listening on ${started.url} (tokens sim-integration, sim-person)`);

const stop = (): void => {
  void started.close().then(() => process.exit(0));
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);

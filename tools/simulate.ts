import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createHubSpotSimulator } from '@concord/connector-hubspot/simulator';
import {
  createSalesforceSimulator,
  type SchemaFile,
  type SimulatorOptions,
} from '@concord/connector-salesforce/simulator';

const usage = `usage: npm run simulate -- salesforce --port 8601 [--seed N --accounts N --contacts N --leads N --opportunities N --tasks N --emails N --schema FILE --no-product-fields]
       npm run simulate -- hubspot --port 8602 [--seed N --companies N --contacts N --deals N --tasks N --emails N --no-product-fields]`;

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
        companies: { type: 'string' },
        contacts: { type: 'string' },
        leads: { type: 'string' },
        opportunities: { type: 'string' },
        deals: { type: 'string' },
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
if (others.length > 0) fail(`unknown CRM "${positionals.join(' ')}"`);

/** What every connector's simulator is, once it listens. */
interface Started {
  readonly url: string;
  close(): Promise<void>;
}

const shared = {
  seed: toCount('seed', values.seed, 1),
  contacts: toCount('contacts', values.contacts, 10_000),
  tasks: toCount('tasks', values.tasks, 2000),
  emails: toCount('emails', values.emails, 1000),
  productFields: !values['no-product-fields'],
};

const startSalesforce = (): Promise<Started> => {
  const options: SimulatorOptions = {
    ...shared,
    port: toCount('port', values.port, 8601),
    accounts: toCount('accounts', values.accounts, 2000),
    leads: toCount('leads', values.leads, 500),
    opportunities: toCount('opportunities', values.opportunities, 400),
    schema: readSchema(values.schema),
  };
  return createSalesforceSimulator(options);
};

const startHubSpot = (): Promise<Started> =>
  createHubSpotSimulator({
    ...shared,
    port: toCount('port', values.port, 8602),
    companies: toCount('companies', values.companies, 2000),
    deals: toCount('deals', values.deals, 400),
  });

const simulators: Readonly<Record<string, readonly [string, () => Promise<Started>]>> = {
  salesforce: ['Salesforce', startSalesforce],
  hubspot: ['HubSpot', startHubSpot],
};

const [label, start] = simulators[crm ?? ''] ?? fail(`unknown CRM "${crm ?? ''}"`);
const started = await start().catch((error: unknown) =>
  fail(`the simulator did not start: ${error instanceof Error ? error.message : String(error)}`),
);
say(`${label} simulator listening on ${started.url} (tokens sim-integration, sim-person)`);

const stop = (): void => {
  void started.close().then(() => process.exit(0));
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);

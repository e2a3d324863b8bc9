import { apiRoles } from '@concord/core/ports';
import { Command as Program, Option } from 'commander';
import type { Command } from './commands/command.ts';
import { failureClasses, troubles } from './commands/failure-classes.ts';
import { crmIds } from './registry/crm-ids.ts';

/** Does a command with an opened runner. */
type Perform = (command: Command) => Promise<void>;

const addProcesses = (program: Program): void => {
  program
    .command('start')
    .description('run the roles of this process until it is told to stop')
    .action(async () => (await import('./commands/start.ts')).start());

  program
    .command('demo')
    .description(`sync a seeded platform with simulated accounts of ${crmIds.join(' and ')}`)
    .option('--once', 'end after one cycle')
    .option('--json', 'make the last line one JSON object')
    .action(async (options) => (await import('./demo/demo.ts')).demo(options));
};

const addConnect = (program: Program, perform: Perform): void => {
  program
    .command('connect')
    .description('connect a CRM account, or reconnect it; secrets come by CONCORD_ variables')
    .argument('<crm>', crmIds.join(' or '))
    .addOption(
      new Option('--grant <kind>', 'how tokens are come by')
        .choices(['refresh-token', 'client-credentials', 'token'])
        .default('refresh-token'),
    )
    .option('--client-id <id>', "the app's own id")
    .option('--login-url <url>', "where tokens are asked for: the account's own domain, a sandbox")
    .option(
      '--instance-url <url>',
      'API address that belongs to an access token, where each account has its own',
    )
    .option('--id <connection>', 'the connection to reconnect, or the id of a new one')
    .option('--name <name>', 'what people call it')
    .option('--reading', 'turn reading on at once')
    .option('--writing', 'turn writing on at once')
    .action(async (crm, options) =>
      perform((await import('./commands/connect.ts')).connect(crm, options)),
    );
};

const addDisconnect = (program: Program, perform: Perform): void => {
  program
    .command('disconnect')
    .description('forget the credentials of a connection; what is known of it stays')
    .argument('<connection>')
    .action(async (named) => perform((await import('./commands/disconnect.ts')).disconnect(named)));
};

const addAccount = (program: Program, perform: Perform): void => {
  program
    .command('settings')
    .description('show the settings of a connection, or change those given')
    .usage('[connection] [key=value…]')
    .argument('[words...]', 'a connection, and settings as key=value')
    .action(async (words) => perform((await import('./commands/settings.ts')).settings(words)));

  program
    .command('fields')
    .description("the product's custom fields in a CRM")
    .command('create')
    .description('create those that an account lacks; asks first')
    .argument('[connection]')
    .option('--yes', 'do not ask')
    .action(async (named, options) =>
      perform((await import('./commands/create-fields.ts')).createFields(named, options)),
    );

  program
    .command('switch')
    .description('turn reading or writing of a connection on or off')
    .argument('<connection>')
    .addOption(new Option('--reading <state>').choices(['on', 'off']))
    .addOption(new Option('--writing <state>').choices(['on', 'off']))
    .action(async (named, options) =>
      perform((await import('./commands/switch.ts')).switchConnection(named, options)),
    );
};

const addWork = (program: Program, perform: Perform): void => {
  program
    .command('sync')
    .description('run one cycle both ways, here and at once')
    .argument('[connection]')
    .action(async (named) => perform((await import('./commands/sync.ts')).sync(named)));

  program
    .command('explain')
    .description('why a record is, or is not, written to a CRM as it is; changes nothing')
    .usage('[connection] <record>')
    .argument('<words...>', 'a connection, and a record by its id, email address or domain')
    .action(async (words) => perform((await import('./commands/explain.ts')).explain(words)));

  program
    .command('plan')
    .description('what the next write would do, and how many API calls it takes; changes nothing')
    .argument('[connection]')
    .option('--record <record...>', 'these records alone, by id, email address or domain')
    .action(async (named, options) =>
      perform((await import('./commands/plan.ts')).plan(named, options)),
    );

  program
    .command('errors')
    .description('what failed, was skipped or waits, why, and what to do')
    .argument('[connection]')
    .option('--object <object>', 'a kind of platform record, or an object of the CRM')
    .addOption(new Option('--class <class>', 'kind of obstacle').choices(failureClasses))
    .addOption(new Option('--status <status>').choices(troubles))
    .option('--retry [id]', 'try again: one record by its id, or all that are listed')
    .action(async (named, options) =>
      perform((await import('./commands/errors.ts')).errors(named, options)),
    );

  program
    .command('reprocess')
    .description('plan the records of one kind anew under the mappings in force')
    .usage('[connection] <object>')
    .argument('<words...>', 'a connection, and company, person or opportunity')
    .action(async (words) => perform((await import('./commands/reprocess.ts')).reprocess(words)));
};

const addExamination = (program: Program, perform: Perform): void => {
  program
    .command('status')
    .description('what every connection holds and does')
    .argument('[connection]')
    .action(async (named) => perform((await import('./commands/status.ts')).status(named)));

  program
    .command('doctor')
    .description('what an account lacks, how to supply it, and which promise holds')
    .argument('[connection]')
    .action(async (named) => perform((await import('./commands/doctor.ts')).doctor(named)));
};

const addMappings = (program: Program, perform: Perform): void => {
  const mapping = program.command('mapping').description('field mappings');

  mapping
    .command('list')
    .description('the mappings in force')
    .argument('[connection]')
    .action(async (named) => perform((await import('./commands/mapping.ts')).listMappings(named)));

  mapping
    .command('check')
    .description('what is wrong with them')
    .argument('[connection]')
    .action(async (named) => perform((await import('./commands/mapping.ts')).checkMappings(named)));
};

const addApiKeys = (program: Program, perform: Perform): void => {
  const apiKeys = program.command('api-keys').description('the keys that open the API');

  apiKeys
    .command('list')
    .description('every key with its role and last use')
    .action(async () => perform((await import('./commands/api-keys.ts')).listApiKeys()));

  apiKeys
    .command('create')
    .description('make a key and print its secret, this once')
    .argument('<name>')
    .addOption(new Option('--role <role>').choices(apiRoles).default('viewer'))
    .action(async (name, { role }) =>
      perform((await import('./commands/api-keys.ts')).createKey({ name, role })),
    );

  apiKeys
    .command('revoke')
    .description('let a key open nothing from now on')
    .argument('<id>')
    .action(async (id) => perform((await import('./commands/api-keys.ts')).revokeKey(id)));
};

const addKeeping = (program: Program, perform: Perform): void => {
  program
    .command('keys')
    .description('the keys that seal credentials')
    .command('rotate')
    .description('seal all credentials with the first key of CONCORD_KEYS')
    .action(async () => perform((await import('./commands/rotate-keys.ts')).rotateKeys()));

  program
    .command('migrate')
    .description('bring the database to this version')
    .action(async () => perform((await import('./commands/migrate.ts')).migrate()));
};

/**
 * The commands of `concord`; each that needs a runner is given to `perform`. A command loads only
 * what it needs, so that the small ones answer at once.
 */
export const createProgram = (perform: Perform): Program => {
  const program = new Program('concord')
    .description("Keeps a go-to-market platform and its customers' CRMs in step, both ways.")
    .showHelpAfterError();
  addProcesses(program);
  for (const add of [
    addConnect,
    addDisconnect,
    addAccount,
    addWork,
    addExamination,
    addMappings,
    addApiKeys,
    addKeeping,
  ]) {
    add(program, perform);
  }
  return program;
};

import type { Connection } from '@concord/core/platform';
import { connectAccount } from '../connect-account.ts';
import type { Credentials } from '../credentials/credentials.ts';
import type { Runner } from '../open-runner.ts';
import type { Crm } from '../registry/crm.ts';
import { findCrm } from '../registry/crms.ts';
import { print } from '../screen/print.ts';
import { systemRandom } from '../system/system-random.ts';
import type { Command } from './command.ts';
import { readCredentials, type CredentialOptions } from './read-credentials.ts';
import { takeAnswer } from './take-answer.ts';

/** What `concord connect` is told on its command line, which holds no secrets. */
export interface ConnectOptions extends CredentialOptions {
  readonly id?: string;
  readonly name?: string;
  readonly reading?: boolean;
  readonly writing?: boolean;
}

const report = ({ id, name, reading, writing, schema }: Connection): void => {
  print(`Connected ${name} as ${id}: ${Object.keys(schema).join(', ')}.`);
  print(`Reading is ${reading ? 'on' : 'off'}, writing is ${writing ? 'on' : 'off'}.`);
  if (!reading)
    print(
      `Look at its mappings (concord mapping list ${id}), then: concord switch ${id} --reading on`,
    );
};

const connectWith = async (
  runner: Runner,
  input: { readonly crm: Crm; readonly credentials: Credentials },
  options: ConnectOptions,
): Promise<void> => {
  const { connector } = input.crm;
  const id = options.id ?? systemRandom.id();
  const name = options.name ?? connector.label;
  const connection = takeAnswer(
    await connectAccount(runner, { id, crm: connector.id, name }, input.credentials),
  );
  const switches = {
    ...(options.reading === undefined ? {} : { reading: options.reading }),
    ...(options.writing === undefined ? {} : { writing: options.writing }),
  };
  const isSwitched = Object.keys(switches).length > 0;
  report(isSwitched ? takeAnswer(await runner.engine.setSwitches(id, switches)) : connection);
};

/** `concord connect`: connects an account, or reconnects the one given by `--id`. */
export const connect =
  (crmId: string, options: ConnectOptions): Command =>
  async (runner, { secrets }) => {
    const crm = findCrm(crmId);
    const credentials = await readCredentials(crm, options, secrets);
    await connectWith(runner, { crm, credentials }, options);
  };

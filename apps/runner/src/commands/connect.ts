import type { Connector } from '@concord/core/contract';
import type { Connection } from '@concord/core/platform';
import type { Configuration } from '../configuration/configuration.ts';
import { connectAccount } from '../connect-account.ts';
import type { Credentials } from '../credentials/credentials.ts';
import { connectors, type Runner } from '../open-runner.ts';
import { print } from '../screen/print.ts';
import { createProblem } from '../screen/problem.ts';
import { systemRandom } from '../system/system-random.ts';
import { takeAnswer } from './take-answer.ts';
import { readSecret } from './read-secret.ts';
import { withRunner } from './with-runner.ts';

/** What `concord connect` is told on its command line, which holds no secrets. */
export interface ConnectOptions {
  readonly grant: string;
  readonly clientId?: string;
  readonly loginUrl?: string;
  readonly instanceUrl?: string;
  readonly id?: string;
  readonly name?: string;
  readonly reading?: boolean;
  readonly writing?: boolean;
}

type Secrets = Configuration['secrets'];

const need = (value: string | undefined, option: string): string => {
  if (value !== undefined) return value;
  throw createProblem(`${option} is missing`, `add it: ${option} …`);
};

const tokenUrlOf = (connector: Connector, loginUrl: string | undefined): string => {
  if (loginUrl === undefined) return connector.auth.tokenUrl;
  if (URL.canParse(loginUrl))
    return new URL(new URL(connector.auth.tokenUrl).pathname, loginUrl).href;
  throw createProblem(`--login-url ${loginUrl} is not a URL`, 'write it with https://');
};

const readToken = async (options: ConnectOptions, secrets: Secrets): Promise<Credentials> => {
  const instanceUrl = need(options.instanceUrl, '--instance-url');
  const secret = await readSecret(secrets.accessToken, 'CONCORD_ACCESS_TOKEN');
  return { grant: null, token: { value: secret.reveal(), instanceUrl } };
};

const readGrant = async (
  connector: Connector,
  options: ConnectOptions,
  secrets: Secrets,
): Promise<Credentials> => {
  const clientId = need(options.clientId, '--client-id');
  const tokenUrl = tokenUrlOf(connector, options.loginUrl);
  if (options.grant === 'client-credentials') {
    const secret = await readSecret(secrets.clientSecret, 'CONCORD_CLIENT_SECRET');
    const grant = {
      kind: options.grant,
      tokenUrl,
      clientId,
      clientSecret: secret.reveal(),
    } as const;
    return { token: null, grant };
  }
  const secret = await readSecret(secrets.refreshToken, 'CONCORD_REFRESH_TOKEN');
  const clientSecret = secrets.clientSecret?.reveal() ?? null;
  const refreshToken = secret.reveal();
  return {
    token: null,
    grant: { kind: 'refresh-token', tokenUrl, clientId, clientSecret, refreshToken },
  };
};

const findConnector = (crm: string): Connector => {
  const connector = connectors.find(({ id }) => id === crm);
  if (connector !== undefined) return connector;
  const known = connectors.map(({ id }) => id).join(', ');
  throw createProblem(`there is no connector for ${crm}`, `choose among ${known}`);
};

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
  input: { readonly connector: Connector; readonly credentials: Credentials },
  options: ConnectOptions,
): Promise<void> => {
  const { connector, credentials } = input;
  const id = options.id ?? systemRandom.id();
  const name = options.name ?? connector.label;
  const connection = takeAnswer(
    await connectAccount(runner, { id, crm: connector.id, name }, credentials),
  );
  const switches = {
    ...(options.reading === undefined ? {} : { reading: options.reading }),
    ...(options.writing === undefined ? {} : { writing: options.writing }),
  };
  const isSwitched = Object.keys(switches).length > 0;
  report(isSwitched ? takeAnswer(await runner.engine.setSwitches(id, switches)) : connection);
};

/** `concord connect`: connects an account, or reconnects the one given by `--id`. */
export const connect = (crm: string, options: ConnectOptions): Promise<void> =>
  withRunner(async (runner, { secrets }) => {
    const connector = findConnector(crm);
    const credentials =
      options.grant === 'token'
        ? await readToken(options, secrets)
        : await readGrant(connector, options, secrets);
    await connectWith(runner, { connector, credentials }, options);
  });

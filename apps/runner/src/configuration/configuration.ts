import type { TokenIssuer } from '@concord/graphql-gateway';
import type { Apps } from '../authorisation/apps.ts';
import type { Secret } from '../credentials/secret.ts';
import type { KeyRing } from '../credentials/key-ring.ts';
import { isLoopback } from '../system/is-loopback.ts';
import { checkApps, toApps } from './read-apps.ts';
import { variables, type Variables } from './variables.ts';
import type { VariableText } from './variable-text.ts';

export type Role = Variables['CONCORD_ROLES'][number];

/** Where the store is: a server, or embedded in a directory. */
export type Database = { readonly url: string } | { readonly directory: string };

/** All that the environment decides. */
export interface Configuration {
  readonly database: Database;
  readonly dataDirectory: string;
  readonly production: boolean;
  readonly roles: readonly Role[];
  /** Those that this process serves; commands work in the first. */
  readonly workspaces: Variables['CONCORD_WORKSPACES'];
  readonly host: string;
  readonly port: number;
  /** `null`: use the key kept in the data directory, and make it if there is none. */
  readonly keys: KeyRing | null;
  readonly logLevel: Variables['CONCORD_LOG_LEVEL'];
  readonly allowedOrigins: readonly string[];
  /** Our apps at the CRMs, which owners of accounts let in by the CRMs' own pages. */
  readonly apps: Apps;
  /** Whose tokens open the gateway besides API keys; `null` for keys alone. */
  readonly tokens: TokenIssuer | null;
  /** The only documents that the gateway answers, by their SHA-256; `null` for all. */
  readonly operations: ReadonlyMap<string, string> | null;
  readonly followRedirects: boolean;
  /** What `connect` is given besides its arguments, which other users of the machine can see. */
  readonly secrets: {
    readonly clientSecret: Secret<string> | null;
    readonly refreshToken: Secret<string> | null;
    readonly accessToken: Secret<string> | null;
  };
}

/** A variable that keeps the runner from starting. */
export interface ConfigurationProblem {
  readonly variable: string;
  readonly message: string;
  readonly remedy: string;
}

export type ConfigurationAnswer =
  | { readonly ok: true; readonly value: Configuration }
  | { readonly ok: false; readonly problems: readonly ConfigurationProblem[] };

type Environment = Readonly<Record<string, string | undefined>>;

const known = Object.keys(variables.shape);

const textOf = (variable: string): VariableText =>
  (variables.shape as Record<string, { meta(): unknown }>)[variable]?.meta() as VariableText;

/** What other machines may reach is in production unless it is said otherwise. */
const withEnvironment = (given: Environment): Environment => {
  const { CONCORD_HOST: host, CONCORD_ENV: environment } = given;
  const isOpen = host !== undefined && !isLoopback(host);
  return isOpen && environment === undefined ? { ...given, CONCORD_ENV: 'production' } : given;
};

const checkNames = (environment: Environment): ConfigurationProblem[] =>
  Object.keys(environment)
    .filter((name) => name.startsWith('CONCORD_') && !known.includes(name))
    .map((variable) => ({
      variable,
      message: 'is not a variable of Concord',
      remedy: `remove it or correct its name; known are ${known.join(', ')}`,
    }));

const checkKeys = (values: Variables): ConfigurationProblem[] =>
  values.CONCORD_ENV === 'production' && values.CONCORD_KEYS === undefined
    ? [
        {
          variable: 'CONCORD_KEYS',
          message: 'is missing in production',
          remedy: textOf('CONCORD_KEYS').remedy,
        },
      ]
    : [];

const keysUrlOf = (issuer: string): string =>
  new URL('.well-known/jwks.json', issuer.endsWith('/') ? issuer : `${issuer}/`).href;

const toTokenIssuer = (values: Variables): TokenIssuer | null => {
  const issuer = values.CONCORD_TOKEN_ISSUER;
  if (issuer === undefined) return null;
  return {
    issuer,
    audience: values.CONCORD_TOKEN_AUDIENCE,
    keysUrl: values.CONCORD_TOKEN_KEYS_URL ?? keysUrlOf(issuer),
    roleClaim: values.CONCORD_TOKEN_ROLE_CLAIM,
    workspaceClaim: values.CONCORD_TOKEN_WORKSPACE_CLAIM,
  };
};

/** Keys that come over an open line may be anybody's. */
const checkKeysUrl = (values: Variables): ConfigurationProblem[] => {
  const tokens = toTokenIssuer(values);
  const isOpen = tokens !== null && new URL(tokens.keysUrl).protocol !== 'https:';
  if (values.CONCORD_ENV !== 'production' || !isOpen) return [];
  const variable = 'CONCORD_TOKEN_KEYS_URL';
  return [{ variable, message: 'is not https in production', remedy: textOf(variable).remedy }];
};

const toConfiguration = (values: Variables): Configuration => ({
  database:
    values.DATABASE_URL === undefined
      ? { directory: `${values.CONCORD_DATA_DIR}/database` }
      : { url: values.DATABASE_URL },
  dataDirectory: values.CONCORD_DATA_DIR,
  production: values.CONCORD_ENV === 'production',
  roles: values.CONCORD_ROLES,
  workspaces: values.CONCORD_WORKSPACES,
  host: values.CONCORD_HOST,
  port: values.CONCORD_PORT,
  keys: values.CONCORD_KEYS ?? null,
  logLevel: values.CONCORD_LOG_LEVEL,
  allowedOrigins: values.CONCORD_ALLOWED_ORIGINS,
  apps: toApps(values),
  tokens: toTokenIssuer(values),
  operations: values.CONCORD_OPERATIONS ?? null,
  followRedirects: values.CONCORD_FOLLOW_REDIRECTS,
  secrets: {
    clientSecret: values.CONCORD_CLIENT_SECRET ?? null,
    refreshToken: values.CONCORD_REFRESH_TOKEN ?? null,
    accessToken: values.CONCORD_ACCESS_TOKEN ?? null,
  },
});

/** Reads the configuration, or names every problem at once; an empty variable is an absent one. */
export const parseConfiguration = (environment: Environment): ConfigurationAnswer => {
  const given = withEnvironment(
    Object.fromEntries(Object.entries(environment).filter(([, text]) => text !== '')),
  );
  const parsed = variables.safeParse(given);
  const problems = [
    ...checkNames(given),
    ...(parsed.success
      ? [...checkKeys(parsed.data), ...checkKeysUrl(parsed.data), ...checkApps(parsed.data)]
      : parsed.error.issues.map(({ path, message }) => ({
          variable: String(path[0]),
          message,
          remedy: textOf(String(path[0])).remedy,
        }))),
  ];
  return parsed.success && problems.length === 0
    ? { ok: true, value: toConfiguration(parsed.data) }
    : { ok: false, problems };
};

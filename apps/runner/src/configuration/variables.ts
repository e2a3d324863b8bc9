import { isWorkspace } from '@concord/store-postgres';
import { z } from 'zod';
import { appVariables } from './app-variables.ts';
import { isRedirectUri } from './redirect-uri.ts';
import { readOperations } from './read-operations.ts';
import { explain } from './variable-text.ts';
import { hideSecret } from '../credentials/secret.ts';
import { parseKeyRing } from '../credentials/key-ring.ts';

const list = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;

const keyRing = z.string().transform((text, check) => {
  const ring = parseKeyRing(text);
  if (ring.ok) return ring.value;
  check.addIssue({ code: 'custom', message: ring.problem, input: null });
  return z.NEVER;
});

const workspace = z.string().refine(isWorkspace, 'is not the name of a workspace');

/** `{ "<SHA-256>": "<document>" }`, as code generators write it. */
const operations = z.string().transform((path, check): ReadonlyMap<string, string> => {
  const read = readOperations(path);
  if (read.ok) return read.value;
  check.addIssue({ code: 'custom', message: read.problem, input: null });
  return z.NEVER;
});

const secret = z.string().transform(hideSecret);

/** Roles of a process: `worker` syncs, `scheduler` rings for what is due, `gateway` answers. */
export const roleNames = ['worker', 'scheduler', 'gateway'] as const;

/** Every variable that the runner reads; nothing else of the environment decides anything. */
export const variables = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/u, error: 'is not a PostgreSQL URL' })
    .optional()
    .meta(
      explain(
        'The PostgreSQL server. Absent: a database embedded in `CONCORD_DATA_DIR`.',
        'write postgres://user:password@host:5432/database, or leave it out',
      ),
    ),
  CONCORD_DATA_DIR: z
    .string()
    .default('.concord')
    .meta(
      explain(
        'Directory of the embedded database and of the key made for it.',
        'name a directory that this user may write',
      ),
    ),
  CONCORD_ENV: z
    .enum(['development', 'production'])
    .default('development')
    .meta(
      explain(
        "`production` demands `CONCORD_KEYS`, refuses CRM accounts on this machine and hides the API's schema. Absent where `CONCORD_HOST` lets other machines in: `production`.",
        'write development or production',
      ),
    ),
  CONCORD_ROLES: z
    .string()
    .default('worker,scheduler,gateway')
    .transform(list)
    .pipe(z.array(z.enum(roleNames)).nonempty())
    .meta(
      explain(
        'What this process does, separated by commas.',
        'choose among worker, scheduler and gateway',
      ),
    ),
  CONCORD_WORKSPACES: z
    .string()
    .default('default')
    .transform(list)
    .pipe(
      z
        .tuple([workspace], workspace)
        .refine((names) => new Set(names).size === names.length, 'names a workspace twice'),
    )
    .meta(
      explain(
        'Workspaces that this process serves, separated by commas; commands work in the first.',
        'write names of small letters, digits and hyphens, each once, as default,acme',
      ),
    ),
  CONCORD_HOST: z
    .string()
    .default('127.0.0.1')
    .meta(explain('Address that the gateway listens on.', 'write an address of this machine')),
  CONCORD_PORT: z
    .string()
    .regex(/^\d+$/u, 'is not a number')
    .default('8600')
    .transform(Number)
    .pipe(z.int().min(0).max(65_535))
    .meta(
      explain(
        'Port that the gateway listens on; 0 takes any free one.',
        'write a number from 0 to 65535',
      ),
    ),
  CONCORD_KEYS: keyRing
    .optional()
    .meta(
      explain(
        'Keys that seal credentials, as `name:base64` of 32 bytes, separated by commas. The first seals; the others still open. Absent in development: one is made in `CONCORD_DATA_DIR`.',
        'make a key with: openssl rand -base64 32',
      ),
    ),
  CONCORD_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .meta(explain('How much is logged.', 'write trace, debug, info, warn, error or silent')),
  CONCORD_ALLOWED_ORIGINS: z
    .string()
    .default('')
    .transform(list)
    .pipe(z.array(z.string().refine(isOrigin, 'is not an origin')))
    .meta(
      explain(
        'Web origins that may call the gateway from a browser, separated by commas.',
        'write scheme and host only, as https://console.example.com',
      ),
    ),
  ...appVariables,
  CONCORD_REDIRECT_URIS: z
    .string()
    .default('')
    .transform(list)
    .pipe(z.array(z.string().refine(isRedirectUri, 'is not an address of a page')))
    .meta(
      explain(
        'Pages that a CRM may send browsers back to, to the letter, separated by commas; the app at the CRM lists them as well.',
        'write whole addresses without a fragment, as https://app.example.com/connected',
      ),
    ),
  CONCORD_TOKEN_ISSUER: z
    .url({ protocol: /^https?$/u, error: 'is not a web address' })
    .optional()
    .meta(
      explain(
        'Issuer whose tokens (JWT) open the gateway besides API keys: their `iss`, to the letter.',
        'write the address that the issuer names in its tokens, as https://login.example.com/',
      ),
    ),
  CONCORD_TOKEN_AUDIENCE: z
    .string()
    .default('concord')
    .meta(explain('The `aud` of a token for this API.', 'write what the issuer puts there')),
  CONCORD_TOKEN_KEYS_URL: z
    .url({ protocol: /^https?$/u, error: 'is not a web address' })
    .optional()
    .meta(
      explain(
        "Where the issuer's public keys are (JWKS). Absent: `.well-known/jwks.json` below the issuer.",
        'write the jwks_uri that the issuer publishes',
      ),
    ),
  CONCORD_TOKEN_ROLE_CLAIM: z
    .string()
    .default('role')
    .meta(
      explain(
        'Claim of a token that names its role: viewer, operator or admin, alone or in a list.',
        'write the name of a claim',
      ),
    ),
  CONCORD_TOKEN_WORKSPACE_CLAIM: z
    .string()
    .default('workspace')
    .meta(
      explain(
        'Claim of a token that names its workspace; a token without it is let in only where there is one.',
        'write the name of a claim',
      ),
    ),
  CONCORD_OPERATIONS: operations
    .optional()
    .meta(
      explain(
        'File of the only operations that the gateway answers, JSON of document by SHA-256. Absent: it answers every document.',
        'name a JSON file of an object: each document by its SHA-256 in hexadecimal',
      ),
    ),
  CONCORD_FOLLOW_REDIRECTS: z
    .enum(['on', 'off'])
    .default('on')
    .transform((word) => word === 'on')
    .meta(
      explain(
        'Whether this process may ask websites where they redirect to (R-COMPANY-2).',
        'write on or off',
      ),
    ),
  CONCORD_CLIENT_SECRET: secret
    .optional()
    .meta(explain('For `concord connect`: the secret of the app.', 'leave it out otherwise')),
  CONCORD_REFRESH_TOKEN: secret
    .optional()
    .meta(
      explain(
        'For `concord connect`: a refresh token of the integration user.',
        'leave it out otherwise',
      ),
    ),
  CONCORD_ACCESS_TOKEN: secret
    .optional()
    .meta(
      explain(
        'For `concord connect`: an access token, as for a simulator.',
        'leave it out otherwise',
      ),
    ),
});

export type Variables = z.output<typeof variables>;

import type { AccountGrant } from '../accounts.ts';
import { builder } from './builder.ts';

const loginUrlText =
  'Where tokens are asked for, as the domain of a sandbox; the usual address when left out.';

const TokenGrantInput = builder.inputType('TokenGrantInput', {
  description: 'An access token that nobody renews.',
  fields: (t) => ({
    accessToken: t.string({ required: true, description: 'The token.' }),
    instanceUrl: t.string({
      description: "Address of the account's API, where each account has its own.",
    }),
  }),
});

const RefreshTokenGrantInput = builder.inputType('RefreshTokenGrantInput', {
  description: 'A refresh token of the integration user.',
  fields: (t) => ({
    clientId: t.string({ required: true, description: "The app's own id." }),
    clientSecret: t.string({ description: "The app's secret, if it has one." }),
    refreshToken: t.string({ required: true, description: 'The refresh token.' }),
    loginUrl: t.string({ description: loginUrlText }),
  }),
});

const ClientCredentialsGrantInput = builder.inputType('ClientCredentialsGrantInput', {
  description: 'An app that acts by itself.',
  fields: (t) => ({
    clientId: t.string({ required: true, description: "The app's own id." }),
    clientSecret: t.string({ required: true, description: "The app's secret." }),
    loginUrl: t.string({ description: loginUrlText }),
  }),
});

/** What lets us into an account. */
export const AccountGrantInput = builder.inputType('AccountGrantInput', {
  description: 'What lets us into an account: one of these. It is stored sealed and never shown.',
  isOneOf: true,
  fields: (t) => ({
    token: t.field({ type: TokenGrantInput, description: 'An access token.' }),
    refreshToken: t.field({ type: RefreshTokenGrantInput, description: 'A refresh token.' }),
    clientCredentials: t.field({
      type: ClientCredentialsGrantInput,
      description: 'An app that acts by itself.',
    }),
  }),
});

type Given = typeof AccountGrantInput.$inferInput;

/** A grant as the keeper of credentials takes it. */
export const toAccountGrant = ({ token, refreshToken, clientCredentials }: Given): AccountGrant => {
  if (token) {
    const { accessToken, instanceUrl = null } = token;
    return { kind: 'token', accessToken, instanceUrl };
  }
  if (refreshToken) {
    const { clientSecret = null, loginUrl = null, ...given } = refreshToken;
    return { kind: 'refresh-token', ...given, clientSecret, loginUrl };
  }
  if (clientCredentials) {
    const { loginUrl = null, ...given } = clientCredentials;
    return { kind: 'client-credentials', ...given, loginUrl };
  }
  throw new Error('a grant of no kind passed the schema');
};

export type {
  AccountGrant,
  AccountInput,
  Accounts,
  Authorisation,
  AuthorisationInput,
  AuthorisationReturn,
} from './accounts.ts';
/** Concord's GraphQL API: a fetch-style handler over the engine. */
export { createGateway, type Gateway } from './create-gateway.ts';
export { createApiKey, type CreatedApiKey } from './create-api-key.ts';
export { ensureApiKey } from './ensure-api-key.ts';
export { outcomesAsCsv } from './export/outcomes-as-csv.ts';
export type { GatewayEvent, GatewayParts, GatewayWorkspace } from './gateway-parts.ts';
export type { TokenIssuer } from './read-token.ts';
export { revokeApiKey } from './revoke-api-key.ts';
export { limitMs as answerMaxMs } from './within-time.ts';

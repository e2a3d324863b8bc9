export type { AccountGrant, AccountInput, Accounts } from './accounts.ts';
/** Concord's GraphQL API: a fetch-style handler over the engine. */
export { createGateway, type Gateway } from './create-gateway.ts';
export { ensureApiKey } from './ensure-api-key.ts';
export { outcomesAsCsv } from './export/outcomes-as-csv.ts';
export type { GatewayEvent, GatewayParts } from './gateway-parts.ts';

import type { Engine } from '@concord/core/engine';
import type { FieldValue, Instant } from '@concord/core/contract';
import type { Clock, Store } from '@concord/core/ports';
import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import RelayPlugin from '@pothos/plugin-relay';
import type { Caller } from '../caller.ts';
import type { Live } from '../live/live.ts';
import type { Loaders } from '../loaders.ts';
import type { Accounts } from '../accounts.ts';
import type { GatewayParts } from '../gateway-parts.ts';
import { createTooComplex } from '../too-complex.ts';

/** What every resolver may use. */
export interface GatewayContext {
  readonly engine: Engine;
  readonly store: Store;
  readonly clock: Clock;
  readonly accounts: Accounts;
  readonly log: GatewayParts['log'];
  /** Of the request, but for mutations: each is followed by new ones. */
  loaders: Loaders;
  /** What is told as it happens, shared by all subscriptions of the workspace. */
  readonly live: Live;
  /** Whose request it is; a stream ends when their token does. */
  readonly caller: Caller;
  /** The place of the stream that the event belongs to; `null` outside of one. */
  readonly eventCursor: string | null;
  /** The HTTP request; aborted when its caller leaves. */
  readonly request: Request;
}

/** The types that resolvers and fields are written against. */
export interface GatewayTypes {
  Context: GatewayContext;
  DefaultFieldNullability: false;
  DefaultEdgesNullability: { list: false; items: false };
  DefaultNodeNullability: false;
  /** Set by lists that can be counted cheaply. */
  Connection: { count?: () => Promise<number> };
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Instant; Output: string };
    FieldValue: { Input: FieldValue; Output: FieldValue };
  };
}

/** The one schema builder of the package. */
export const builder = new SchemaBuilder<GatewayTypes>({
  plugins: [ComplexityPlugin, RelayPlugin],
  defaultFieldNullability: false,
  complexity: {
    defaultComplexity: 1,
    defaultListMultiplier: 5,
    limit: { complexity: 50_000, depth: 12 },
    complexityError: createTooComplex,
  },
  relay: {
    cursorType: 'String',
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    edgesFieldOptions: {
      nullable: { list: false, items: false },
      complexity: { field: 0, multiplier: 1 },
      description: 'The records of the page, each with its cursor.',
    },
    nodeFieldOptions: { nullable: false, description: 'The record itself.' },
    cursorFieldOptions: { description: 'The place of the record in the list; pass it as `after`.' },
    pageInfoFieldOptions: { description: 'Where the page begins and ends, and what is beyond.' },
    pageInfoTypeOptions: { description: 'Where a page of a list begins and ends.' },
    hasNextPageFieldOptions: { description: 'Whether more records follow.' },
    hasPreviousPageFieldOptions: { description: 'Whether records come before the page.' },
    startCursorFieldOptions: { description: 'Cursor of the first record; null on an empty page.' },
    endCursorFieldOptions: {
      description: 'Cursor of the last record, to pass as `after`; null on an empty page.',
    },
  },
});

/** Those types together with the library's own defaults. */
export type ApiTypes = (typeof builder)['$inferSchemaTypes'];

builder.queryType({ description: 'What the engine knows; a query changes nothing.' });
builder.mutationType({ description: 'What a person or a program may ask of the engine.' });
builder.subscriptionType({ description: 'What is told as it happens, as server-sent events.' });

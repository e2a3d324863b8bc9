import { createSyncError, type Connector } from '@concord/core/contract';
import { z } from 'zod';
import { ask } from './ask.ts';
import { describeCards } from './describe-cards.ts';
import { listCards } from './list-cards.ts';
import { pageMax, readCards } from './read-cards.ts';

const refuseRenewal = (): Promise<never> =>
  Promise.reject(
    createSyncError('renew tokens: a card index has but one', {
      code: 'unauthorized',
      retry: 'never',
      effect: 'none',
    }),
  );

/** A CRM of cards with people on them, which can only be read. */
export const cardIndex = {
  contract: 1,
  id: 'card-index',
  label: 'Card Index',
  auth: {
    authorizeUrl: 'https://card-index.example/authorize',
    tokenUrl: 'https://card-index.example/token',
    scopes: [],
    renew: refuseRenewal,
  },
  hosts: ['card-index.example'],
  requestsAtOnce: 1,
  rateLimits: [],
  objects: {
    Card: {
      represents: 'person',
      keyFields: { email: ['email'] },
      company: null,
      defaultMapping: { email: 'email', lastName: 'name' },
      units: [],
      describe: describeCards,
      // A card that is changed this millisecond is shown from the next one on.
      read: { pageMax, settleMs: 1, page: readCards, ids: listCards },
    },
  },
  productFields: [],
  identify: (context) =>
    ask(context, '/me', z.object({ accountId: z.string(), userId: z.string() })),
} satisfies Connector;

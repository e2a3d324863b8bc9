import { Refusal } from '../portal/refusal.ts';
import { toInstant } from '../store/instant.ts';
import type { Endpoint } from './api-types.ts';
import { scopesOf } from './objects-endpoint.ts';
import { reply } from './replies.ts';

/** HubSpot: the report goes to the user by email, so nothing more is seen of it here. developers.hubspot.com, read 2026-11-22 */
const request: Endpoint['answer'] = ({ portal, params }) => {
  const owner = portal.owners.find(({ userId }) => String(userId) === params['user']);
  if (!owner) throw new Refusal(404, { message: 'resource not found' });
  const { userId, email: userEmail } = owner;
  return reply(200, { userId, userEmail, enqueueTime: toInstant(portal.now()) });
};

/** The report of records that are near their limit of associations. */
export const usageEndpoints: readonly Endpoint[] = [
  {
    area: 'associations',
    versions: 'v4 dated',
    method: 'POST',
    path: 'usage/high-usage-report/:user',
    kind: 'association',
    scopes: () => scopesOf('read')({ type: 'contacts' }),
    answer: request,
  },
];

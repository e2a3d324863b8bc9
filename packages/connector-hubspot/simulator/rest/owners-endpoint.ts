import type { Owner } from '../portal/owners.ts';
import { Refusal } from '../portal/refusal.ts';
import { toInstant } from '../store/instant.ts';
import type { ApiCall, Endpoint } from './api-types.ts';
import { linkTo } from './list-records.ts';
import { cursorOf, flagOf, limitOf } from './object-call.ts';
import { reply } from './replies.ts';

/** HubSpot: an archived owner has no user. developers.hubspot.com, read 2026-11-21 */
const ownerBody = (owner: Owner) => ({
  id: owner.id,
  ...(owner.email === null ? {} : { email: owner.email }),
  type: owner.type,
  firstName: owner.firstName,
  lastName: owner.lastName,
  userId: owner.archived ? null : owner.userId,
  userIdIncludingInactive: owner.userId,
  createdAt: toInstant(owner.createdAt),
  updatedAt: toInstant(owner.updatedAt),
  archived: owner.archived,
});

const fits = (call: ApiCall, owner: Owner): boolean => {
  const email = call.query.get('email')?.toLowerCase() ?? null;
  if (owner.archived !== flagOf(call, 'archived')) return false;
  return email === null || email === '' || owner.email?.toLowerCase() === email;
};

const list: Endpoint['answer'] = (call) => {
  const limit = limitOf(call, { fallback: 100, max: 500 });
  const after = cursorOf(call.query.get('after')) ?? 0;
  const owners = call.portal.owners.filter((owner) => fits(call, owner));
  const results = owners.slice(after, after + limit).map(ownerBody);
  if (after + limit >= owners.length) return reply(200, { results });
  const next = String(after + limit);
  return reply(200, { results, paging: { next: { after: next, link: linkTo(call, next) } } });
};

const read: Endpoint['answer'] = (call) => {
  const id = call.params['id'] ?? '';
  const part = call.query.get('idProperty') === 'userId' ? 'userId' : 'id';
  const owner = call.portal.owners.find((each) => String(each[part]) === id);
  if (owner && owner.archived === flagOf(call, 'archived')) return reply(200, ownerBody(owner));
  throw new Refusal(404, { message: 'resource not found' });
};

const shared = {
  area: 'owners',
  method: 'GET',
  scopes: () => [['crm.objects.owners.read']],
} as const;

/** Owners, in pages. */
export const ownerEndpoints: readonly Endpoint[] = [
  { ...shared, path: '', answer: list },
  { ...shared, path: ':id', answer: read },
];

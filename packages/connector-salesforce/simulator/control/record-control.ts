import { z } from 'zod';
import type { World } from '../create-simulator.ts';
import type { Doer } from '../direct-access.ts';
import type { Control } from './control-api.ts';

const record = z.record(z.string(), z.unknown());
const doer = { user: z.string().optional(), transaction: z.string().optional() };
const ref = { object: z.string(), id: z.string() };

const shape = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('create'), object: z.string(), record, ...doer }),
  z.strictObject({ action: z.literal('update'), ...ref, record, ...doer }),
  z.strictObject({ action: z.literal('delete'), ...ref, ...doer }),
  z.strictObject({ action: z.literal('undelete'), ...ref, ...doer }),
  z.strictObject({ action: z.literal('purge'), ...ref, ...doer }),
  z.strictObject({
    action: z.literal('merge'),
    object: z.string(),
    winner: z.string(),
    losers: z.array(z.string()),
    values: record.default({}),
    ...doer,
  }),
  z.strictObject({
    action: z.literal('convert'),
    leadId: z.string(),
    convertedStatus: z.string().optional(),
    accountId: z.string().optional(),
    contactId: z.string().optional(),
    opportunityId: z.string().optional(),
    opportunityName: z.string().optional(),
    doNotCreateOpportunity: z.boolean().default(false),
    overwriteLeadSource: z.boolean().default(false),
    ownerId: z.string().optional(),
    ...doer,
  }),
  z.strictObject({ action: z.literal('hide'), ...ref, user: z.string() }),
  z.strictObject({ action: z.literal('show'), ...ref, user: z.string() }),
  z.strictObject({ action: z.literal('begin') }),
  z.strictObject({ action: z.literal('commit'), transaction: z.string() }),
  z.strictObject({ action: z.literal('rollback'), transaction: z.string() }),
]);

type Action = z.output<typeof shape>;

const userOf = (world: World, name: string): string => world.state.sessions.userOf(name) ?? name;

const transactionOf = (world: World, id: string) => {
  const found = world.state.org.openTransactions.get(id);
  if (!found) throw new RangeError(`no open transaction ${id}`);
  return found;
};

const doerOf = (
  world: World,
  { user, transaction }: { user?: string | undefined; transaction?: string | undefined },
): Doer => ({
  ...(user === undefined ? {} : { user: userOf(world, user) }),
  ...(transaction === undefined ? {} : { transaction: transactionOf(world, transaction) }),
});

const act = (world: World, action: Action): unknown => {
  const { direct } = world;
  switch (action.action) {
    case 'create':
      return { id: direct.insert(action.object, action.record, doerOf(world, action)) };
    case 'update':
      return direct.update(action, action.record, doerOf(world, action));
    case 'delete':
      return direct.remove(action, doerOf(world, action));
    case 'undelete':
      return direct.undelete(action, doerOf(world, action));
    case 'purge':
      return direct.purge(action, doerOf(world, action));
    case 'merge':
      return direct.merge(action.object, action, doerOf(world, action));
    case 'convert':
      return direct.convert(action, doerOf(world, action));
    case 'hide':
    case 'show':
      return direct.share(action, {
        user: userOf(world, action.user),
        isVisible: action.action === 'show',
      });
    case 'begin':
      return { transaction: direct.begin().id };
    case 'commit':
      return direct.commit(transactionOf(world, action.transaction));
    case 'rollback':
      return direct.rollback(transactionOf(world, action.transaction));
    default:
      throw new RangeError('no such action');
  }
};

/** `records`: what the REST API cannot do (merge, undelete, purge, hide, transactions), and what it can. A user is named by id or token. */
export const recordControl: Control = ({ world }, { method, query, body }) => {
  if (method === 'GET') {
    return world().direct.read({ object: query.get('object') ?? '', id: query.get('id') ?? '' });
  }
  return act(world(), shape.parse(body)) ?? { done: true };
};

import type { Connector, RemoteObject } from '@concord/core/contract';
import type { Connection } from '@concord/core/platform';
import type { DemoCrm, Workplace } from '../registry/demo-crm.ts';
import { checkPromises, type PromiseCheck } from './check-promises.ts';
import { countBeside } from './count-beside.ts';
import { groupDuplicates, listKeyed } from './list-keyed.ts';

/** An account, and what its objects are. */
export interface JudgedAccount {
  readonly work: Pick<Workplace, 'history' | 'list'>;
  readonly connector: Connector;
  readonly connection: Connection;
  readonly rivals: DemoCrm['rivals'];
}

/** What the CRM's own history says. */
export interface Judgement {
  readonly promises: PromiseCheck;
  /** Records that we created although one with their key was there: none, ever. */
  readonly createdBeside: number;
}

const objectsThat = (
  { objects }: Connector,
  holds: (object: RemoteObject) => boolean,
): ReadonlySet<string> =>
  new Set(Object.entries(objects).flatMap(([name, object]) => (holds(object) ? [name] : [])));

const writableFieldsOf = ({ schema }: Connection): ReadonlySet<string> =>
  new Set(
    Object.entries(schema).flatMap(([object, { fields }]) =>
      fields.filter(({ updatable }) => updatable).map(({ name }) => `${object}.${name}`),
    ),
  );

/** Holds the promises against the history of an account. */
export const judgeAccount = async ({
  work,
  connector,
  connection,
  rivals,
}: JudgedAccount): Promise<Judgement> => {
  const [history, keyed] = await Promise.all([work.history(), listKeyed(work, connector)]);
  const ourUser = connection.userId;
  const { productFields, objects } = connector;
  const promises = checkPromises({
    history,
    ourUser,
    managedFields: new Set(productFields.map(({ name }) => name)),
    writableFields: writableFieldsOf(connection),
    uniqueKeyFields: new Set(
      Object.values(objects).flatMap(({ write }) => write?.uniqueKeyField ?? []),
    ),
    following: objectsThat(connector, ({ represents }) => represents === 'task'),
    compensating: objectsThat(connector, ({ write }) => write?.guard.kind === 'compensating'),
    duplicates: groupDuplicates(keyed),
  });
  return { promises, createdBeside: countBeside({ history, ourUser, keyed, rivals }) };
};

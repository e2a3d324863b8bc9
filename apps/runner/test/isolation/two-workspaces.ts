import { createEngine } from '@concord/core/engine';
import { noRedirects, type Store } from '@concord/core/ports';
import { createMemoryQueue } from '@concord/core/memory-store';
import { createApiKey, createGateway, type GatewayWorkspace } from '@concord/graphql-gateway';
import { openPostgresStore, type DatabaseLocation } from '@concord/store-postgres';
import { createSeededRandom, createTestClock } from '@concord/testkit';
import { createMemoryCrm } from '@concord/testkit/memory-crm';
import { samples } from '@concord/testkit/store';

/** Ids of one thing of each kind, by the names of arguments that take them. */
export interface Seeded {
  readonly connection: string;
  readonly run: string;
  readonly apiKey: string;
  readonly secret: string;
  readonly outcome: string;
  readonly company: string;
  readonly person: string;
  readonly task: string;
  readonly emailMessage: string;
  readonly opportunity: string;
}

const recordsOf = (mark: string) => {
  const fields = { lastName: mark, name: mark, subject: mark, title: mark };
  const person = `person of ${mark}`;
  const more = { fields, companyId: `company of ${mark}` };
  return [
    samples.aCompany({ id: `company of ${mark}`, key: `${mark}.example`, fields }),
    samples.aPerson({ id: person, key: `${mark}@${mark}.example`, ...more }),
    samples.anOpportunity({ id: `opportunity of ${mark}`, fields: { ...fields, stage: mark } }),
    samples.aTask({ id: `task of ${mark}`, fields, personId: person }),
    samples.anEmail({
      id: `email of ${mark}`,
      key: `mail ${mark}`,
      keys: [`mail ${mark}`, `<${mark}@${mark}.example>`],
      fields,
      personId: person,
    }),
  ];
};

/** Tells of an outcome that carries a mark, as a read does. */
export const tell = async (store: Store, mark: string, id: string): Promise<void> => {
  const connectionId = `connection of ${mark}`;
  const lease = await store.acquireLease({
    resource: `connection:${connectionId}`,
    mode: 'write',
    holder: 'h',
    now: samples.minute(0),
    ttlMs: 600_000,
  });
  if (lease === null) throw new Error('the lease is held');
  const failure = { ...samples.aFailure().failure, message: `${mark} is required` } as never;
  const outcome = samples.aFailure({
    id,
    connectionId,
    runId: `run of ${mark}`,
    recordId: `person of ${mark}`,
    crmId: samples.crmId(`crm ${mark}`),
    failure,
  });
  const link = { ...samples.aLink(), connectionId, recordId: `person of ${mark}` };
  await store.applyPage(
    samples.aPage(lease, {
      connectionId,
      links: [{ ...link, crmId: samples.crmId(`crm ${mark}`) }],
      rows: [
        samples.aRow({ connectionId, id: samples.crmId(`crm ${mark}`), fields: { Title: mark } }),
      ],
      skipped: [outcome],
      checkpoint: samples.aCheckpoint({ connectionId }),
      run: { id: `run of ${mark}`, counts: {} },
    }),
  );
  await store.releaseLease(lease);
};

/** Two workspaces of one database behind one gateway, each full of things that name it. */
export const openTwo = async (location: DatabaseLocation) => {
  const opened = await openPostgresStore(location);
  const clock = createTestClock();
  const random = createSeededRandom(3);

  const openWorkspace = (name: string): GatewayWorkspace => {
    const { store } = opened.workspace(name);
    const { access, connector } = createMemoryCrm();
    const engine = createEngine({
      store,
      clock,
      random,
      queue: createMemoryQueue(clock),
      access,
      resolver: noRedirects,
      connectors: [
        { ...connector, identify: async () => ({ accountId: `account of ${name}`, userId: name }) },
      ],
      holder: name,
      report: () => {},
    });
    const refuse = () => Promise.reject(new Error('no account is connected here'));
    const accounts = {
      connect: refuse,
      reconnect: refuse,
      startConnect: refuse,
      startReconnect: refuse,
      finishConnect: refuse,
      disconnect: refuse,
    };
    return { engine, store, accounts };
  };

  const a = openWorkspace('a');
  const b = openWorkspace('b');

  const seed = async ({ engine, store }: GatewayWorkspace, workspace: string, mark: string) => {
    const connection = `connection of ${mark}`;
    await engine.connect({ id: connection, crm: 'memory', name: mark });
    await engine.setSwitches(connection, { reading: true, writing: true });
    await store.saveAndRequest(recordsOf(mark), []);
    await store.saveRun(
      samples.aRun({ id: `run of ${mark}`, connectionId: connection, objects: [mark] }),
    );
    await tell(store, mark, `outcome of ${mark}`);
    const key = { name: mark, role: 'admin', workspace } as const;
    const { secret, apiKey } = await createApiKey(key, { store, clock });
    return {
      connection,
      run: `run of ${mark}`,
      apiKey: apiKey.id,
      secret,
      outcome: `outcome of ${mark}`,
      company: `company of ${mark}`,
      person: `person of ${mark}`,
      task: `task of ${mark}`,
      emailMessage: `email of ${mark}`,
      opportunity: `opportunity of ${mark}`,
    } satisfies Seeded;
  };

  const gateway = createGateway({
    workspaces: new Map([
      ['a', a],
      ['b', b],
    ]),
    clock,
    tokens: null,
    operations: null,
    whileWanted: (_, work) => work(),
    origins: [],
    mode: 'production',
    log: () => undefined,
  });
  const seeded = { a: await seed(a, 'a', 'canary'), b: await seed(b, 'b', 'sparrow') };
  return { gateway, clock, stores: { a: a.store, b: b.store }, seeded, close: opened.close };
};

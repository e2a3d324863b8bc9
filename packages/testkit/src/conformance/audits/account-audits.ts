import assert from 'node:assert/strict';
import type {
  Context,
  FieldDescription,
  FieldType,
  Permission,
  ProductField,
  RemoteId,
} from '@concord/core/contract';
import { defineAudit, type Trial } from '../audit.ts';
import { paceRequests } from '../pace-requests.ts';
import { sharedKeysOf, toKey } from '../sample-keys.ts';
import { attempt, during, matchKeys, mutationsOf } from '../write-records.ts';

const isWithin = (url: string, hosts: readonly string[]): boolean => {
  const { protocol, hostname } = new URL(url);
  const isHost = (host: string): boolean => hostname === host || hostname.endsWith(`.${host}`);
  return protocol === 'https:' && hosts.some(isHost);
};

const keepsCredentials = defineAudit({
  id: 'AUTH-04',
  title: 'MUST name the host that renews its credentials, and send them to no other',
  scope: 'connector',
  run: async ({ connector, object, sandbox }) => {
    const { auth, hosts } = connector;
    const { hostname } = new URL(auth.tokenUrl);
    assert.ok(isWithin(auth.tokenUrl, hosts), `${hostname} is none of its hosts`);
    await sandbox.inject({ kind: 'session-expired', on: 'read', nth: 1, times: 1 });
    await attempt(() => connector.identify(sandbox.context()));
    await attempt(() => object.describe(sandbox.context()));
    const origins = new Set((await sandbox.wire()).map(({ origin }) => origin));
    assert.equal(origins.size, 1, `asks ${[...origins].join(', ')}`);
  },
});

/** Every object with a record of it. */
const seedEach = async ({ connector, samples, sandbox }: Trial): Promise<Seeded[]> => {
  const seeded: Seeded[] = [];
  for (const [name, object] of Object.entries(connector.objects)) {
    const sample = samples[name];
    assert.ok(sample, `no sample of ${name}`);
    seeded.push({ name, object, sample, ids: await sandbox.seed(name, [sample.record(0)]) });
  }
  return seeded;
};

interface Seeded extends Pick<Trial, 'name' | 'object' | 'sample'> {
  readonly ids: readonly RemoteId[];
}

/** Asks an object for a page, for its keys and for its associations. */
const askAll = async (trial: Trial, { ids, ...one }: Seeded, context: Context): Promise<void> => {
  const { read, write, associations } = one.object;
  await read?.page(context, { fields: one.sample.text, after: null });
  const writer = write && { ...trial, ...one, write };
  const keys = writer ? sharedKeysOf(writer).map((key) => toKey(key, 0)) : [];
  if (writer && keys.length > 0) await matchKeys(writer, keys, context);
  for (const to of associations?.to ?? []) await associations?.call(context, { ids, to });
};

const rounds = 40;

/** How often the CRM refused to answer so many requests. */
const refusalsOf = async (
  trial: Trial,
  seeded: readonly Seeded[],
  context: Context,
): Promise<number> => {
  const { calls } = await during(trial, async () => {
    for (let round = 0; round < rounds; round += 1)
      for (const one of seeded) await attempt(() => askAll(trial, one, context));
  });
  return calls.filter(({ status }) => status === 429).length;
};

const declaresLimits = defineAudit({
  id: 'LIM-02',
  title: 'MUST declare limits that keep the CRM from refusing a request (R-TIME-6)',
  scope: 'connector',
  needs: ['limitRate'],
  run: async (trial) => {
    const { sandbox, connector } = trial;
    const { rateLimits } = connector;
    assert.equal(new Set(rateLimits.map(({ name }) => name)).size, rateLimits.length);
    const seeded = await seedEach(trial);
    await trial.limitRate();
    const unpaced = await refusalsOf(trial, seeded, sandbox.context());
    assert.ok(unpaced > 0, 'the CRM refuses nothing');
    await sandbox.advance(Math.max(0, ...rateLimits.map(({ perMs }) => perMs)));
    const paced = paceRequests(sandbox.context(), rateLimits, sandbox);
    assert.equal(
      await refusalsOf(trial, seeded, paced),
      0,
      'refused although every limit was kept',
    );
  },
});

const typeOf: Readonly<Record<ProductField['type'], FieldType>> = {
  text: 'text',
  'long-text': 'text',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
  instant: 'instant',
};

/** One field of each object, type and uniqueness. */
const oneOfEach = (fields: readonly ProductField[]): ProductField[] => [
  ...new Map(fields.map((one) => [`${one.object} ${one.type} ${one.unique}`, one])).values(),
];

const createsFields = defineAudit({
  id: 'FLD-01',
  title: 'MUST create a product field that we may write, once however often it is asked',
  scope: 'connector',
  needs: ['createField', 'dropField'],
  run: async (trial) => {
    const { connector, sandbox, createField } = trial;
    const describe = async ({ object, name }: ProductField): Promise<FieldDescription[]> => {
      const description = await connector.objects[object]?.describe(sandbox.context());
      assert.ok(description, `a field of ${object}, which is no object`);
      return description.fields.filter((field) => field.name === name);
    };
    for (const field of oneOfEach(connector.productFields)) {
      if ((await describe(field)).length > 0) await trial.dropField(field.object, field.name);
      assert.deepEqual(await describe(field), []);
      await createField(sandbox.context(), field);
      await createField(sandbox.context(), field);
      const [made, ...more] = await describe(field);
      assert.ok(made && more.length === 0, `${field.object}.${field.name} is not there once`);
      const { type, unique, creatable, updatable } = made;
      const expected = [typeOf[field.type], field.unique, true, true];
      assert.deepEqual([type, unique, creatable, updatable], expected, field.name);
    }
  },
});

const assertNamed = ({ name, neededFor, state, remedy }: Permission): void => {
  assert.ok(name !== '' && neededFor !== '', `a permission without words: ${name}`);
  assert.equal(remedy === null, state === 'granted', `the remedy of ${name}`);
};

const missingIn = (permissions: readonly Permission[]): string[] =>
  permissions.flatMap(({ name, state }) => (state === 'missing' ? [name] : []));

const namesPermissions = defineAudit({
  id: 'PRM-01',
  title: 'MUST name each permission, and the one that is taken away as missing (R-ERR-5)',
  scope: 'connector',
  needs: ['checkPermissions', 'withholdPermission'],
  run: async (trial) => {
    const check = () => trial.checkPermissions(trial.sandbox.context());
    const { calls } = await during(trial, async () => {
      const granted = await check();
      granted.forEach(assertNamed);
      assert.equal(new Set(granted.map(({ name }) => name)).size, granted.length);
      assert.deepEqual(missingIn(granted), []);
    });
    assert.deepEqual(mutationsOf(calls), []);
    const word = await trial.withholdPermission();
    const after = await check();
    after.forEach(assertNamed);
    const missing = missingIn(after);
    assert.ok(
      missing.some((name) => name.includes(word)),
      `${word} is not among what is missing: ${missing.join(', ')}`,
    );
  },
});

/** What holds for the account as a whole. */
export const accountAudits = [
  keepsCredentials,
  declaresLimits,
  createsFields,
  namesPermissions,
] as const;

import type { Connector, Permission, ProductField } from '@concord/core/contract';
import type { Fields, RemoteId } from '@concord/core/contract';
import { createMemoryCrm } from '@concord/testkit/memory-crm';
import { createFixture, type FixtureOptions } from './fixture.ts';
import { createWideObjects } from './wide-objects.ts';

const signal = new AbortController().signal;

/** What of the CRM a test may decide. */
export interface WideOptions extends Omit<FixtureOptions, 'crm'> {
  readonly checkPermissions?: () => Promise<readonly Permission[]>;
  readonly productFields?: readonly ProductField[];
  readonly createField?: (field: ProductField) => Promise<void>;
}

/** A connected gateway over a CRM that has records of every kind. */
export const createWideFixture = async (options: WideOptions = {}) => {
  const { checkPermissions, productFields = [], createField, ...rest } = options;
  const memory = createMemoryCrm();
  const connector: Connector = {
    ...memory.connector,
    objects: { ...memory.connector.objects, ...createWideObjects(memory.state) },
    productFields,
    ...(checkPermissions && { checkPermissions }),
    ...(createField && { createField: (_, field) => createField(field) }),
  };
  const fixture = await createFixture({ ...rest, crm: Object.assign(memory, { connector }) });
  await fixture.connect();
  await fixture.engine.setSwitches('c1', { reading: true, writing: true });
  return {
    ...fixture,
    insert: (object: string, fields: Fields): RemoteId =>
      memory.state.insert('ada', object, fields),
    read: async () => {
      await fixture.engine.startRead('c1');
      return fixture.engine.runRead('c1', signal);
    },
    write: () => fixture.engine.runWrite('c1', signal),
  };
};

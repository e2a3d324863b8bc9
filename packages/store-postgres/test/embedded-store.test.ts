import { storeConformance } from '@concord/testkit/store';
import { afterAll, beforeAll } from 'vitest';
import { embeddedStores } from './test-database.ts';

const stores = embeddedStores();
beforeAll(async () => (await stores.open()).close(), 120_000);
afterAll(stores.end);

storeConformance({ name: 'embedded PostgreSQL', open: stores.open });

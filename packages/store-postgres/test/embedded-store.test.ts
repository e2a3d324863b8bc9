import { storeConformance } from '@concord/testkit/store';
import { afterAll } from 'vitest';
import { embeddedStores } from './test-database.ts';

const stores = embeddedStores();
afterAll(stores.end);

storeConformance({ name: 'embedded PostgreSQL', open: stores.open });

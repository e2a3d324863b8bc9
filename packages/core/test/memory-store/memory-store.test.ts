import { createMemoryStore } from '@concord/core/memory-store';
import { storeConformance } from '@concord/testkit/store';

storeConformance({
  name: 'memory',
  open: async () => {
    const store = createMemoryStore();
    return { store, close: () => store.close() };
  },
});

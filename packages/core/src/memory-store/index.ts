/** The ports that need nothing outside the process. */
export { createMemoryQueue } from './memory-queue.ts';
export { createMemoryStore } from './memory-store.ts';

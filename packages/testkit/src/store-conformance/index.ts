/** What every store must do, as a suite. */
export { storeCases, storeConformance } from './store-conformance.ts';
export type { StoreSubject } from './store-conformance.ts';
export * as samples from './samples.ts';
export type { StoreCase } from './store-case.ts';

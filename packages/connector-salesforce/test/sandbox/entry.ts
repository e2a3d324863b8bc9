/** The module that exports the connector. */
export const entry = new URL('../../src/index.ts', import.meta.url);

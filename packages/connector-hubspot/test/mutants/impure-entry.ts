/** A connector's module that looks at its surroundings before it is asked to. */
export { hubspot } from '../../src/index.ts';

/** Where somebody put a switch that nobody knows of. */
export const apiVersion = process.env['HUBSPOT_API_VERSION'] ?? '2026-09';

/** A connector's module that looks at its surroundings before it is asked to. */
export { salesforce } from '../../src/index.ts';

/** Where somebody put a switch that nobody knows of. */
export const apiVersion = process.env['SALESFORCE_API_VERSION'] ?? '62.0';

/** Concord's connector to Salesforce. */
export { salesforce } from './salesforce.ts';

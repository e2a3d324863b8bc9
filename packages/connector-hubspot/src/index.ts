/** Concord's connector to HubSpot. */
export { hubspot } from './hubspot.ts';

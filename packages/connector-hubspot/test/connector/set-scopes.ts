import type { Stage } from './open-stage.ts';

/** Gives the token of our app these scopes and no other. */
export const setScopes = async ({ crm }: Stage, scopes: readonly string[]): Promise<void> => {
  const body = JSON.stringify({ action: 'scopes', token: 'sim-integration', scopes });
  await fetch(`${crm.url}/__simulator/tokens`, { method: 'POST', body });
};

import { connectionId } from '../engine/world.ts';
import { reconnect } from './happen.ts';
import { pass, work } from './stage.ts';
import type { Stage } from './stage.ts';

const minute = 60_000;

async function heal(stage: Stage): Promise<void> {
  stage.troubles.length = 0;
  stage.crm.interleave = () => {};
  const known = await stage.store.getConnection(connectionId);
  if (stage.account.isRevoked || known?.state !== 'active') await reconnect(stage);
}

/** Everything heals, and time passes until all that was put off is done, daily work too. */
export async function settle(stage: Stage): Promise<void> {
  await pass(stage, minute);
  await heal(stage);
  for (const minutes of [16, 25 * 60, 16, 16]) {
    await pass(stage, minutes * minute);
    for (const what of ['read', 'write', 'background', 'background'] as const) {
      await work(stage, what);
    }
  }
  await pass(stage, 16 * minute);
  await work(stage, 'read');
}

import type { World } from '../world/world.ts';
import { checkCreations } from './check-creations.ts';
import { checkProductFields } from './check-product-fields.ts';
import { checkPutBack } from './check-put-back.ts';
import { checkTypedOver } from './check-typed-over.ts';
import { checkUndone } from './check-undone.ts';

/** Holds the CRM's whole history against what is promised. */
export function checkHistory(world: World): void {
  const history = world.crm.history.list();
  const checkEdits = world.compensates ? checkPutBack : checkTypedOver;
  checkEdits(world, history);
  checkProductFields(world, history);
  checkCreations(world, history);
  checkUndone(world, history);
}

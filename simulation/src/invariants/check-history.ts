import type { World } from '../world/world.ts';
import { checkCreations } from './check-creations.ts';
import { checkProductFields } from './check-product-fields.ts';
import { checkTypedOver } from './check-typed-over.ts';

/** Holds the CRM's whole history against what is promised. */
export function checkHistory(world: World): void {
  const history = world.org.history.list();
  checkTypedOver(world, history);
  checkProductFields(world, history);
  checkCreations(world, history);
}

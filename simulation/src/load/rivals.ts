import type { Plan } from '@concord/core/ports';
import { isMatched } from '../crm/crm-facts.ts';
import type { World } from '../world/world.ts';

/** Somebody who is quicker than we are, by as little as can be. */
export function rivalBefore(world: World): (plans: readonly Plan[]) => void {
  const random = world.chance('rivals');
  const { crm } = world;
  const { facts } = crm;
  let made = 0;
  const edit = ({ crmObject: object, crmId: id, fields }: Plan) => {
    const field = Object.keys(fields).find((name) => facts.contested.includes(name));
    if (id === null || field === undefined) return;
    const value = `rival ${(made += 1)}`;
    if (crm.edit({ object, id }, { [field]: value })) world.met('a rival edits first');
  };
  const create = ({ crmObject: object, fields }: Plan) => {
    const taken = facts.identifying.filter((name) => fields[name] != null);
    const record = Object.fromEntries(taken.map((name) => [name, fields[name] ?? null]));
    if (crm.insert(object, record)) world.met('a rival creates first');
  };
  return (plans) => {
    const knobs = world.knobs();
    for (const plan of plans) {
      if (plan.operation === 'update' && random.chance(knobs.rivalEdit)) edit(plan);
      const creates = plan.operation === 'create' && isMatched(facts, plan.crmObject);
      if (creates && random.chance(knobs.rivalCreate)) create(plan);
    }
  };
}

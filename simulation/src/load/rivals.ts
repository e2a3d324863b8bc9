import { Refusal } from '@concord/connector-salesforce/simulator';
import type { Plan } from '@concord/core/ports';
import type { World } from '../world/world.ts';

const edited: readonly string[] = ['Title', 'MobilePhone', 'FirstName', 'Phone', 'Description'];

/** Somebody who is quicker than we are, by as little as can be. */
export function rivalBefore(world: World): (plans: readonly Plan[]) => void {
  const random = world.chance('rivals');
  const { org } = world.org;
  let made = 0;
  const attempt = (work: () => void, state: string) => {
    try {
      work();
      world.met(state);
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
    }
  };
  const edit = ({ crmObject: object, crmId, fields }: Plan) => {
    const field = Object.keys(fields).find((name) => edited.includes(name));
    if (crmId === null || field === undefined) return;
    const value = `rival ${(made += 1)}`;
    attempt(() => org.update({ object, id: crmId }, { [field]: value }), 'a rival edits first');
  };
  const create = ({ crmObject: object, fields }: Plan) => {
    const names = ['LastName', 'Company', 'Email', 'Name', 'Website'];
    const taken = names.filter((name) => fields[name] !== undefined && fields[name] !== null);
    const record = Object.fromEntries(taken.map((name) => [name, fields[name] ?? null]));
    attempt(() => void org.insert(object, record), 'a rival creates first');
  };
  return (plans) => {
    const knobs = world.knobs();
    for (const plan of plans) {
      if (plan.operation === 'update' && random.chance(knobs.rivalEdit)) edit(plan);
      const isMatched = ['Account', 'Contact', 'Lead'].includes(plan.crmObject);
      const creates = plan.operation === 'create' && isMatched;
      if (creates && random.chance(knobs.rivalCreate)) create(plan);
    }
  };
}

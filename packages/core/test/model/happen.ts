import type { Fields } from '@concord/core/contract';
import type { FieldMapping } from '@concord/core/platform';
import { connectionId } from '../engine/world.ts';
import { edit } from './edit.ts';
import type { Edit, Happening } from './happenings.ts';
import { die, pass, work } from './stage.ts';
import type { Stage } from './stage.ts';

/** What happens by itself, and not as a part of something else. */
type Scripted = Exclude<Happening, { kind: 'rest' }>;

/** The next play, so that it can be told which asking was the last. */
export const nextPlay = (stage: Stage): string => `play ${(stage.asked.plays += 1)}`;

const askFor = async (stage: Stage, asked: Extract<Happening, { kind: 'ask' }>): Promise<void> => {
  const { address: email, title, phone: workPhone, domain } = asked;
  const company = domain === null ? {} : { company: { domain, fields: { name: domain } } };
  const fields: Fields = { lastName: 'Platform', title, workPhone };
  await stage.engine.syncPerson({ email, fields, ...company }, { play: nextPlay(stage) });
};

const remap = async (
  { engine, store, mappings }: Stage,
  { field, to }: Extract<Happening, { kind: 'map' }>,
): Promise<void> => {
  const held = (await store.getMappings(connectionId)).filter(({ object }) => object === 'person');
  const others = held.filter(({ crmField }) => crmField !== field);
  const own = mappings.filter((one) => one.object === 'person' && one.crmField === field);
  const next = to === null ? [] : own.map((one): FieldMapping => ({ ...one, direction: to }));
  await engine.saveMappings(connectionId, 'person', [...others, ...next]);
};

export const reconnect = async ({ engine, account }: Stage): Promise<void> => {
  account.isRevoked = false;
  await engine.connect({ id: connectionId, crm: 'memory', name: 'Model' });
};

const befall = (
  stage: Stage,
  happening: Extract<Happening, { kind: 'trouble' | 'race' }>,
): void => {
  const { crm, troubles } = stage;
  if (happening.kind === 'trouble') {
    const { on, after, fate } = happening;
    return void troubles.push({ on, after, befall: () => fate });
  }
  const { on, after } = happening;
  troubles.push({
    on,
    after,
    befall: () => {
      crm.interleave = () => {
        crm.interleave = () => {};
        edit(crm.state, happening.edit);
      };
      return 'done';
    },
  });
};

/** What is done one after the other to bring two writers together. */
const scriptOf = (happening: Extract<Happening, { kind: 'contest' | 'birth' }>): Scripted[] => {
  const { kind, address, after } = happening;
  const asked = { kind: 'ask', address, title: 'ours 1', phone: 'ours 1', domain: null } as const;
  const write = { kind: 'work', what: 'write' } as const;
  if (kind === 'contest') {
    const { nth, field, on, to } = happening;
    const meet = { kind: 'address', nth, to: address } as const;
    const clear = { kind: 'edit', nth, field, to: null } as const;
    const race = { kind: 'race', on, after, edit: { kind: 'edit', nth, field, to } } as const;
    return [meet, clear, asked, race, write];
  }
  const { by } = happening;
  const rival = { kind: 'person', address, title: 'theirs 1', company: 0 } as const;
  const trouble =
    by === 'rival'
      ? ({ kind: 'race', on: 'any', after, edit: rival } as const)
      : ({ kind: 'trouble', on: 'change', after: 0, fate: by } as const);
  return [asked, trouble, write, write];
};

const objects = ['Person', 'Lead'] as const;

/** Lets one thing happen, a second after the one before; `rest` is for those who look. */
export async function happen(stage: Stage, happening: Scripted): Promise<void> {
  const { crm, engine, account } = stage;
  await stage.clock.advance(1_000);
  switch (happening.kind) {
    case 'ask':
      return askFor(stage, happening);
    case 'ask company': {
      const { domain, phone } = happening;
      await engine.syncCompany({ domain, fields: { phone } }, { play: nextPlay(stage) });
      return;
    }
    case 'work':
      return work(stage, happening.what);
    case 'die':
      return die(stage, happening.what, happening.at);
    case 'trouble':
    case 'race':
      return befall(stage, happening);
    case 'map':
      return remap(stage, happening);
    case 'reprocess':
      return void (await engine.reprocess(connectionId, 'person'));
    case 'hide':
      return objects.forEach((name) => crm.hidden.add(`${name}.${happening.field}`));
    case 'show':
      return objects.forEach((name) => {
        for (const field of ['Phone', 'Title']) crm.hidden.delete(`${name}.${field}`);
      });
    case 'revoke':
      account.isRevoked = true;
      return;
    case 'reconnect':
      return reconnect(stage);
    case 'contest':
    case 'birth':
      for (const one of scriptOf(happening)) await happen(stage, one);
      return;
    case 'pass':
      return pass(stage, happening.minutes * 60_000);
    default:
      return edit(crm.state, happening satisfies Edit);
  }
}

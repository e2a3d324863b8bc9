import assert from 'node:assert/strict';
import type { DraftLink, RemoteId } from '@concord/core/contract';
import type { Subject, Trial } from './audit.ts';
import { idsOf } from './write-records.ts';

const roleOf = ({ object }: Subject): DraftLink['role'] | null =>
  object.represents === 'person' || object.represents === 'company' ? object.represents : null;

/** Names of the objects whose records hang on those of this one. */
export const childrenOf = (subject: Subject): string[] =>
  Object.entries(subject.connector.objects).flatMap(([child, object]) => {
    const isLookup = [object.company, object.relates?.to].some(
      (lookup) => lookup?.object === subject.name,
    );
    const isAssociated = object.associations?.to.includes(subject.name) === true;
    const isActivity = object.activities !== undefined && object.write !== undefined;
    return isLookup || isAssociated || (isActivity && roleOf(subject) !== null) ? [child] : [];
  });

/** The record, and somebody for an activity of a company: it may need a person. */
const linksTo = async (trial: Trial, link: DraftLink): Promise<DraftLink[]> => {
  if (link.role !== 'company') return [link];
  const { connector, sandbox, samples } = trial;
  const objects = Object.entries(connector.objects);
  const [object] = objects.find(([, { represents }]) => represents === 'person') ?? [];
  assert.ok(object, 'no people');
  // Of any two people no match key is the same.
  const number = 1000 + (await sandbox.history()).length;
  const [id] = await sandbox.seed(object, [samples[object]?.record(number) ?? {}]);
  assert.ok(id);
  return [{ role: 'person', object, id }, link];
};

const createActivity = async (trial: Trial, child: string, link: DraftLink): Promise<RemoteId> => {
  const write = trial.connector.objects[child]?.write;
  const draft = {
    fields: trial.samples[child]?.record(1) ?? {},
    links: await linksTo(trial, link),
  };
  const [id] = idsOf((await write?.create.call(trial.sandbox.context(), [draft])) ?? []);
  assert.ok(id, `no ${child}`);
  return id;
};

const seedChild = async (trial: Trial, child: string, id: RemoteId): Promise<void> => {
  const { connector, name, sandbox, samples } = trial;
  const object = connector.objects[child];
  const isAssociated = object?.associations?.to.includes(name) === true;
  const lookups = isAssociated ? [] : [object?.company, object?.relates?.to];
  const fields = lookups.flatMap((one) => (one?.object === name ? [[one.field, id] as const] : []));
  const record = { ...samples[child]?.record(1), ...Object.fromEntries(fields) };
  const [childId] = await sandbox.seed(child, [record]);
  assert.ok(childId, `no ${child}`);
  if (!isAssociated) return;
  await sandbox.associate?.({ object: child, id: childId }, [{ object: name, id }]);
};

/**
 * Hangs a new record of `child` on one of the object: an activity of ours, or another of a person's.
 * Answers whether it hangs there: the emails of a CRM need not name a company.
 */
export const hangChild = async (trial: Trial, child: string, id: RemoteId): Promise<boolean> => {
  const { connector, name, sandbox } = trial;
  const role = roleOf(trial);
  if (connector.objects[child]?.activities === undefined || role === null) {
    await seedChild(trial, child, id);
    return true;
  }
  const activity = await createActivity(trial, child, { role, object: name, id });
  const shown = (await sandbox.hangings?.(child, activity)) ?? [];
  return shown.some((link) => link.id === id);
};

import type { PlatformRecord } from '@concord/core/platform';
import { askForSyncs, recordActivities } from './ask-for-syncs.ts';
import { listAll } from './list-all.ts';
import { createActivities, type PlatformActivities } from './platform-activities.ts';
import { createKnowledge, type PlatformKnowledge } from './platform-knowledge.ts';
import type { Connected, ConnectedAccount } from './story-parts.ts';

/** What was asked for, and the records it is about. */
export interface Wanted {
  readonly knowledge: PlatformKnowledge;
  readonly activities: PlatformActivities;
  readonly records: readonly PlatformRecord[];
}

/** Decides all that the demo makes up on the platform's side. */
export const platformSeed = 7;

const idsOf = (records: readonly PlatformRecord[]): string[] => records.map(({ id }) => id);

/**
 * A Play on the platform asks for companies and people to be written, to every CRM; companies with
 * an open deal in any of them are left alone.
 */
export const tellAsking = async (story: Connected): Promise<Wanted> => {
  const { store, engine } = story.runner;
  const { knowledge, records } = await story.progress.step({ title: 'asking' }, async () => {
    const companies = await listAll(store, 'company');
    const people = await listAll(store, 'person');
    // R-OPP-3
    const busy = await store.haveOpenOpportunity(idsOf(companies));
    const free = companies.filter(({ id }) => !busy.has(id));
    const known = createKnowledge({ companies: free, people }, platformSeed);
    const asked = await askForSyncs(engine, known, { play: 'New funding, new tools' });
    const text =
      `A Play asks to write ${asked.records.length.toLocaleString('en')} companies and people, ` +
      `${busy.size} companies with an open opportunity excluded; ${asked.refused} without a usable domain or address were refused`;
    return [[text], { knowledge: known, records: asked.records }];
  });
  const activities = await tellActivities(story, records);
  return { knowledge, activities, records };
};

/** A message id that another integration has recorded in this CRM. */
const foreignMessageId = async ({ connector, work }: ConnectedAccount): Promise<string[]> => {
  for (const [object, { keyFields }] of Object.entries(connector.objects)) {
    const [field] = keyFields['message-id'] ?? [];
    if (field === undefined) continue;
    const emails = await work.list(object, [field]);
    const ids = emails.map(({ fields }) => fields[field]);
    return ids.filter((id) => typeof id === 'string').slice(0, 1);
  }
  return [];
};

/**
 * People whom no CRM knows yet. An activity stamps the company of its contact, which among
 * duplicates may be another than ours, and the choice would move to it (R-DUP-5).
 */
const listNewPeople = async (
  { runner }: Connected,
  records: readonly PlatformRecord[],
): Promise<string[]> => {
  const links = await runner.store.linksOf(idsOf(records));
  const linked = new Set(links.map(({ recordId }) => recordId));
  const people = records.filter(({ object, id }) => object === 'person' && !linked.has(id));
  return people.map(({ key }) => key);
};

/** The platform emails people and plans tasks with them. */
const tellActivities = (
  story: Connected,
  records: readonly PlatformRecord[],
): Promise<PlatformActivities> =>
  story.progress.step({ title: 'emailing' }, async () => {
    const people = await listNewPeople(story, records);
    const foreign = await Promise.all(story.accounts.map(foreignMessageId));
    const activities = createActivities({ people, foreignMessageIds: foreign.flat() });
    await recordActivities(story.runner.engine, activities);
    const { emails, tasks } = activities;
    const text = `The platform sent or received ${emails.length} emails and planned ${tasks.length} tasks`;
    return [[text], activities];
  });

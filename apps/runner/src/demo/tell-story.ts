import type { Connection } from '@concord/core/platform';
import { connectors } from '../open-runner.ts';
import { checkPromises, type PromiseCheck } from './check-promises.ts';
import { reportCycle, type CycleReport } from './cycle-report.ts';
import { findDuplicates } from './find-duplicates.ts';
import type { Connected, StoryParts } from './story-parts.ts';
import { tellAsking } from './tell-asking.ts';
import { tellConnecting } from './tell-connecting.ts';
import { tellQuiet } from './tell-quiet.ts';
import { tellReading, tellReadingAgain } from './tell-reading.ts';
import { tellWriting } from './tell-writing.ts';

/** How the demo went. */
export interface Story {
  readonly report: CycleReport;
  readonly promises: PromiseCheck;
  /** Whether a further cycle changed nothing in the CRM. */
  readonly isQuiet: boolean;
}

const managedFieldsOf = ({ crm, settings }: Connection): ReadonlySet<string> => {
  const objects = connectors.find(({ id }) => id === crm)?.objects ?? {};
  const mapped = Object.values(objects).flatMap((object) => Object.values(object.defaultMapping));
  return new Set(mapped.filter((field) => field.startsWith(`${settings.brandPrefix}_`)));
};

const writableFieldsOf = ({ schema }: Connection): ReadonlySet<string> =>
  new Set(
    Object.entries(schema).flatMap(([object, { fields }]) =>
      fields.filter(({ updatable }) => updatable).map(({ name }) => `${object}.${name}`),
    ),
  );

const holdPromises = async ({ client, connection }: Connected): Promise<PromiseCheck> =>
  checkPromises({
    history: await client.history(),
    ourUser: connection.userId,
    managedFields: managedFieldsOf(connection),
    writableFields: writableFieldsOf(connection),
    uniqueKeyField: 'Unify_Metadata__c',
    duplicates: await findDuplicates(client),
  });

/** A whole cycle both ways, told step by step. */
export const tellStory = async (parts: StoryParts): Promise<Story> => {
  const connection = await tellConnecting(parts);
  const story: Connected = { ...parts, connection, runs: [] };
  await tellReading(story);
  const wanted = await tellAsking(story);
  await tellWriting(story, wanted);
  await tellReadingAgain(story);
  const isQuiet = await tellQuiet(story, wanted);
  return {
    report: await reportCycle(parts.runner.store, connection, story.runs),
    promises: await holdPromises(story),
    isQuiet,
  };
};

import type { Connection } from '@concord/core/platform';
import { connectors } from '../open-runner.ts';
import { checkPromises, type PromiseCheck } from './check-promises.ts';
import { reportCycle, type CycleReport } from './cycle-report.ts';
import { countBeside } from './count-beside.ts';
import { groupDuplicates, listKeyed } from './find-duplicates.ts';
import type { Connected, StoryParts } from './story-parts.ts';
import { tellAsking } from './tell-asking.ts';
import { tellConnecting } from './tell-connecting.ts';
import { tellQuiet } from './tell-quiet.ts';
import { tellMapping } from './tell-mapping.ts';
import { tellReading } from './tell-reading.ts';
import { tellWorking } from './tell-working.ts';
import { tellWriting } from './tell-writing.ts';

/** How the demo went. */
export interface Story {
  readonly report: CycleReport;
  readonly promises: PromiseCheck;
  /** Records that we created although one with their key was there: none, ever. */
  readonly createdBeside: number;
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

/** What Salesforce's own history says. */
const judge = async ({
  client,
  connection,
}: Connected): Promise<Pick<Story, 'promises' | 'createdBeside'>> => {
  const [history, keyed] = await Promise.all([client.history(), listKeyed(client)]);
  const ourUser = connection.userId;
  const promises = checkPromises({
    history,
    ourUser,
    managedFields: managedFieldsOf(connection),
    writableFields: writableFieldsOf(connection),
    uniqueKeyField: 'Unify_Metadata__c',
    duplicates: groupDuplicates(keyed),
  });
  return { promises, createdBeside: countBeside({ history, ourUser, keyed }) };
};

/** A whole cycle both ways, told step by step. */
export const tellStory = async (parts: StoryParts): Promise<Story> => {
  const connection = await tellConnecting(parts);
  const story: Connected = { ...parts, connection, runs: [] };
  await tellReading(story);
  const wanted = await tellAsking(story);
  await tellWriting(story, wanted);
  await tellWorking(story, wanted);
  await tellMapping(story);
  const isQuiet = await tellQuiet(story, wanted);
  return {
    report: await reportCycle(parts.runner.store, connection, story.runs),
    ...(await judge(story)),
    isQuiet,
  };
};

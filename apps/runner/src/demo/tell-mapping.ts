import type { FieldMapping } from '@concord/core/platform';
import { takeAnswer } from '../commands/take-answer.ts';
import { runBackgroundHere } from '../commands/run-background-here.ts';
import type { Connected, ConnectedAccount } from './story-parts.ts';
import { tellBeside } from './tell-beside.ts';

const laterMapping = ({ crm }: ConnectedAccount): FieldMapping => ({
  object: 'company',
  platformField: 'status',
  crmObject: crm.laterField.object,
  crmField: crm.laterField.field,
  direction: 'read',
  defaultValue: null,
  confirmed: false,
});

const mapOneMore = async (
  { runner, signal }: Connected,
  account: ConnectedAccount,
): Promise<string> => {
  const { id } = account.connection;
  const added = laterMapping(account);
  const known = await runner.store.getMappings(id);
  const others = known.filter(
    ({ object, platformField }) => object === added.object && platformField !== added.platformField,
  );
  takeAnswer(await runner.engine.saveMappings(id, added.object, [...others, added]));
  const done = await runBackgroundHere(runner, id, signal);
  account.runs.push(...done);
  const requests = done.reduce((sum, { apiCalls }) => sum + apiCalls, 0);
  return `${added.crmObject}.${added.crmField}, with ${requests} requests for that field alone`;
};

/** A further field is mapped, and the companies that are here already take it (R-TIME-3). */
export const tellMapping = (story: Connected): Promise<null> =>
  story.progress.step({ title: 'mapping' }, async () => {
    const lines = await tellBeside(story.accounts, (account) => mapOneMore(story, account));
    return [['Mapped a further field: every company has it', ...lines], null];
  });

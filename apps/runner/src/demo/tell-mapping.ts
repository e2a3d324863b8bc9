import type { FieldMapping } from '@concord/core/platform';
import { takeAnswer } from '../commands/take-answer.ts';
import { runBackgroundHere } from '../commands/run-background-here.ts';
import type { Connected } from './story-parts.ts';

const added: FieldMapping = {
  object: 'company',
  platformField: 'status',
  crmObject: 'Account',
  crmField: 'Type',
  direction: 'read',
  defaultValue: null,
  confirmed: false,
};

/** A further field is mapped, and the companies that are here already take it (R-TIME-3). */
export const tellMapping = ({
  runner,
  connection,
  runs,
  progress,
  signal,
}: Connected): Promise<null> =>
  progress.step({ title: 'mapping' }, async () => {
    const known = await runner.store.getMappings(connection.id);
    const companies = known.filter(({ object }) => object === added.object);
    takeAnswer(
      await runner.engine.saveMappings(connection.id, added.object, [...companies, added]),
    );
    const done = await runBackgroundHere(runner, connection.id, signal);
    runs.push(...done);
    const requests = done.reduce((sum, { apiCalls }) => sum + apiCalls, 0);
    return [
      `Mapped a further field: every company has it, with ${requests} requests for that field alone`,
      null,
    ];
  });

import type { Connection } from '@concord/core/platform';
import { takeAnswer } from '../commands/take-answer.ts';
import { connectAccount } from '../connect-account.ts';
import { systemRandom } from '../system/system-random.ts';
import type { StoryParts } from './story-parts.ts';

/** Connects the simulated Salesforce and turns reading and writing on. */
export const tellConnecting = ({
  runner,
  simulatorUrl,
  progress,
}: StoryParts): Promise<Connection> =>
  progress.step({ title: 'connecting' }, async () => {
    const id = systemRandom.id();
    const input = { id, crm: 'salesforce', name: 'Acme', settings: { followRedirects: false } };
    const token = { value: 'sim-integration', instanceUrl: simulatorUrl };
    takeAnswer(await connectAccount(runner, input, { grant: null, token }));
    const switches = { reading: true, writing: true };
    const connection = takeAnswer(await runner.engine.setSwitches(id, switches));
    const { length } = await runner.store.getMappings(id);
    return [
      `Connected to Salesforce; ${length} field mappings prepared from its schema`,
      connection,
    ];
  });

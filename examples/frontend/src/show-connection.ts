import type { Api } from './api.ts';
import { element, row } from './element.ts';
import type { ConnectionsQuery } from './operations.generated.ts';
import { showFailures } from './show-failures.ts';
import { showProgress } from './show-progress.ts';

type Connection = ConnectionsQuery['crmConnections'][number];

/** One connection: how much of each object is here, what it does now, and what failed. */
export const showConnection = (
  api: Api,
  { id, name, crm, state, objects }: Connection,
  onError: (error: unknown) => void,
): HTMLElement =>
  element(
    'section',
    element('h2', `${name} (${crm}, ${state.toLowerCase().replaceAll('_', ' ')})`),
    showProgress(api, id, onError),
    element(
      'table',
      row('th', 'Object', 'Read', 'Waiting', 'Failed'),
      ...objects.map(({ name: object, counts: { mirrored, waiting, failed } }) =>
        row('td', object, String(mirrored), String(waiting), String(failed)),
      ),
    ),
    element('h3', 'What could not be written'),
    showFailures(api, id, onError),
  );

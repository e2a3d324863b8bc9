import type { Connector } from '@concord/core/contract';
import type { Engine } from '@concord/core/engine';
import { type Invalid, toInvalid } from './problem-types.ts';

/** The connector of that name, or those there are. */
export const findConnector = (
  { connectors }: Pick<Engine, 'connectors'>,
  crm: string,
): Pick<Connector, 'label'> | Invalid => {
  const connector = connectors.find(({ id }) => id === crm);
  if (connector !== undefined) return connector;
  const known = connectors.map(({ id }) => id).join(', ');
  const message = 'there is no connector of this name';
  return toInvalid([{ field: 'crm', message, remedy: `use one of ${known}` }]);
};

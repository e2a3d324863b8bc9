import type { Connector, FieldDescription, RemoteObject } from '@concord/core/contract';
import { guaranteeOf, type Guarantee } from '@concord/core/policy';
import { alignTable } from './align-table.ts';
import type { WrittenPart } from './written-part.ts';

const uniqueKey = (name: string): FieldDescription => ({
  name,
  label: name,
  type: 'text',
  remoteType: 'text',
  custom: true,
  creatable: true,
  updatable: true,
  required: false,
  unique: true,
  maxLength: null,
  choices: null,
  restricted: false,
  mapInstead: null,
});

/** What holds in an account that allows everything, with these fields. */
const inAccount = (
  crm: string,
  remote: RemoteObject,
  fields: readonly FieldDescription[],
): Guarantee | null => {
  const allows = { read: true, create: true, update: true, remove: true };
  const settings = { createWithoutKey: false };
  return guaranteeOf({ crm, remote, settings, description: { allows, fields } });
};

const withoutKey = ({ create, weaknesses }: Guarantee): string =>
  weaknesses.some(({ reason }) => reason === 'nothing-created')
    ? 'nothing is created, unless `createWithoutKey` accepts a second one'
    : `\`${create}\``;

const rowsOf = ({ label, objects }: Connector): string[][] =>
  Object.entries(objects).flatMap(([name, remote]) => {
    const keyed = inAccount(label, remote, [uniqueKey(remote.write?.uniqueKeyField ?? '')]);
    const unkeyed = inAccount(label, remote, []);
    if (keyed === null || unkeyed === null) return [];
    const object = `${label} \`${name}\``;
    return [[object, `\`${keyed.update}\``, `\`${keyed.create}\``, withoutKey(unkeyed)]];
  });

const heading = ['object', "people's edits", 'second records, with Unify Metadata', 'without it'];

/** Which guarantee is in force for what every connector writes. */
export const guarantees: WrittenPart = {
  path: 'docs/reliability.md',
  name: 'guarantees',
  lines: (connectors) => ['', ...alignTable([heading, ...connectors.flatMap(rowsOf)])],
};

import { toRemoteId, type RemoteId, type WriteResult } from '@concord/core/contract';
import type { FaultRuleInput } from '@concord/testkit/simulator';
import type { RulesInput } from '../../simulator/index.ts';
import { askOn } from '../../src/client.ts';
import type { ObjectName, ObjectShape } from '../../src/objects/object-shape.ts';
import { datedPaths, legacyPaths } from '../../src/paths.ts';
import { toName } from '../../src/query-text.ts';
import { openStage, type Stage } from './open-stage.ts';

/** Both styles of paths, by name. */
export const pathStyles = [legacyPaths, datedPaths];

/** What requests know of an object. */
export const shapeOf = (name: ObjectName, paths = datedPaths): ObjectShape => ({
  ask: askOn(paths),
  name,
  modified: toName(name === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate'),
  mergedIds: ['hs_merged_object_ids'].map(toName),
  history: 'all',
  listed: [],
});

/** Switches of the simulator that make writing harder, each by itself. */
export const hostileRules: readonly RulesInput[] = [
  { batchOrder: 'shuffled' },
  { uniqueCaseSensitive: true },
  { nullValues: 'reject' },
  { nullValues: 'clear' },
  { firstCompanyIsPrimary: false },
  { autoCompanies: true },
  { lowercaseEmails: false },
];

/** A portal whose answer to the next matching request is a fault. */
export const openFaulty = async (fault: FaultRuleInput, rules: RulesInput = {}): Promise<Stage> => {
  const stage = await openStage({ rules });
  stage.crm.faults.add(fault);
  return stage;
};

/** Ids of records that were all written. */
export const idsOf = (results: readonly WriteResult[]): RemoteId[] =>
  results.map((result) => {
    if (!result.ok) throw new Error(`not written: ${result.error.message}`);
    return result.id;
  });

/** Inserts a record as a person in HubSpot. */
export const insert = (
  { crm }: Stage,
  object: ObjectName,
  properties: Readonly<Record<string, string>>,
): RemoteId => toRemoteId(crm.portal.insert(object, properties));

/** What the portal holds of a record. */
export const held = ({ crm }: Stage, object: ObjectName, id: string | undefined) =>
  crm.portal.read({ object, id: id ?? '' });

/** Ids of what a record is associated with, and the types. */
export const associated = (
  { crm }: Stage,
  of: { readonly object: ObjectName; readonly id: string | undefined },
  to: ObjectName,
) => crm.portal.associated({ object: of.object, id: of.id ?? '' }, to);

/** How many records of an object the portal has. */
export const countOf = ({ crm }: Stage, object: ObjectName): number =>
  crm.portal.ids(object).length;

/** Requests that were sent, by method and path below the object. */
export const sent = ({ crm }: Stage): string[] =>
  crm.wire.list().map(({ method, target }) => `${method} ${target}`);

import { AssociationSpecAssociationCategoryEnum as Category } from '@hubspot/api-client/lib/codegen/crm/objects/models/AssociationSpec.js';
import type { Change, Context, Draft, RemoteId, WriteResult } from '@concord/core/contract';
import { saveBatch } from './batch-save.ts';
import type { Association } from './draft-links.ts';
import type { ObjectShape } from './objects/object-shape.ts';
import { saveCompanies } from './save-companies.ts';
import { toChangeInput, toInput, type Properties } from './to-input.ts';

/** Creates records in one batch call; see `Create`. */
export const createRecords =
  ({ ask, name: object }: ObjectShape) =>
  async (context: Context, drafts: readonly Draft[]): Promise<WriteResult[]> => {
    const now = context.now();
    return saveBatch(ask)(context, {
      inputs: drafts.map((draft, at) => ({
        ...toInput({ object, now }, draft),
        traceId: traceOf(at),
        id: null,
      })),
      doing: `create ${object}`,
      build: ({ batch }, inputs) =>
        batch.create(object, {
          inputs: inputs.map(({ properties, associations, traceId }) => ({
            properties,
            associations: associations.map(toBody),
            objectWriteTraceId: traceId,
          })),
        }),
    });
  };

// HubSpot: only inputs that each have a trace id of their own fail one by one.
// developers.hubspot.com "CRM objects", read 2026-11-21
const traceOf = (at: number): string => `input-${at}`;

const toBody = ({ to, typeIds }: Association) => ({
  to: { id: to },
  types: typeIds.map((associationTypeId) => ({
    associationCategory: Category.HubspotDefined,
    associationTypeId,
  })),
});

/**
 * Changes records in one batch call, whoever changed them since, and then associates those that get
 * a company; see `Update`.
 */
export const updateRecords =
  (shape: ObjectShape) =>
  async (context: Context, changes: readonly Change[]): Promise<WriteResult[]> => {
    const together = togetherById(changes);
    const saved = await saveProperties(context, shape, together);
    const unlinked = await saveCompanies(context, shape, companiesOf(together, saved));
    return changes.map(({ id }) => {
      const error = unlinked.get(id);
      return error === undefined ? (saved.get(id) ?? { ok: true, id }) : { ok: false, error };
    });
  };

/** What is to change of each record. */
type Together = ReadonlyMap<RemoteId, ReturnType<typeof toChangeInput>>;

// HubSpot: a batch that names a record twice is refused as a whole. Recorded answers, read 2026-11-21
const togetherById = (changes: readonly Change[]): Together => {
  const byId = Map.groupBy(changes, ({ id }) => id);
  return new Map(
    [...byId].map(([id, some]) => [
      id,
      toChangeInput(
        Object.assign({}, ...some.map(({ fields }) => fields)),
        some.flatMap(({ clears = [] }) => clears),
      ),
    ]),
  );
};

const saveProperties = async (
  context: Context,
  { ask, name: object }: ObjectShape,
  together: Together,
): Promise<ReadonlyMap<RemoteId, WriteResult>> => {
  const inputs = [...together]
    .filter(([, { properties }]) => !isEmpty(properties))
    .map(([id, { properties }], at) => ({ id, properties, traceId: traceOf(at) }));
  const results = await saveBatch(ask)(context, {
    inputs,
    doing: `update ${object}`,
    build: ({ batch }, some) =>
      batch.update(object, {
        inputs: some.map(({ id, properties, traceId }) => ({
          id,
          properties,
          objectWriteTraceId: traceId,
        })),
      }),
  });
  return new Map(inputs.flatMap(({ id }, at) => (results[at] ? [[id, results[at]]] : [])));
};

/** The companies of those whose own change was not refused. */
const companiesOf = (
  together: Together,
  saved: ReadonlyMap<RemoteId, WriteResult>,
): ReadonlyMap<RemoteId, RemoteId> =>
  new Map(
    [...together].flatMap(([id, { company }]) =>
      company === null || saved.get(id)?.ok === false ? [] : [[id, company]],
    ),
  );

const isEmpty = (properties: Properties): boolean => Object.keys(properties).length === 0;

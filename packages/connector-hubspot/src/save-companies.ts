import { isSyncError, type Context, type RemoteId, type SyncError } from '@concord/core/contract';
import { readAssociations } from './associations.ts';
import { associate } from './batch-associate.ts';
import { toCompany, toFirstCompany, type Association } from './draft-links.ts';
import type { ObjectShape } from './objects/object-shape.ts';

/** The company that each contact is to belong to, by the contact's id. */
type Companies = ReadonlyMap<RemoteId, RemoteId>;

type Errors = ReadonlyMap<RemoteId, SyncError>;

/**
 * Gives contacts a company; the errors of those that failed, by id. A company that a person has
 * made the primary one in the meantime stays it (R-OVERWRITE-7): HubSpot itself makes the first one
 * primary, and where it did not, it is made so once no other is seen to be.
 */
export const saveCompanies = async (
  context: Context,
  shape: ObjectShape,
  companies: Companies,
): Promise<Errors> => {
  if (companies.size === 0) return new Map();
  const failed = await link(context, shape, { companies, by: toCompany });
  const linked = [...companies].filter(([id]) => !failed.has(id));
  const { without, unknown } = await withoutCompany(context, shape, linked);
  const late = await link(context, shape, { companies: without, by: toFirstCompany });
  return new Map([...failed, ...unknown, ...late]);
};

const link = (
  context: Context,
  { ask, name }: ObjectShape,
  { companies, by }: { companies: Companies; by: (company: RemoteId) => Association },
): Promise<Errors> => {
  const pairs = [...companies].map(([from, company]) => ({ ...by(company), from }));
  return associate(ask)(context, { from: name, to: 'companies', pairs });
};

/** Those of which no company is the primary one, or of which that cannot be said. */
const withoutCompany = async (
  context: Context,
  shape: ObjectShape,
  linked: readonly (readonly [RemoteId, RemoteId])[],
): Promise<{ readonly without: Companies; readonly unknown: Errors }> => {
  const ids = linked.map(([id]) => id);
  if (ids.length === 0) return { without: new Map(), unknown: new Map() };
  try {
    const told = await readAssociations(shape)(context, { ids, to: 'companies' });
    return {
      without: new Map(linked.filter((_, at) => told[at]?.length === 0)),
      unknown: new Map(),
    };
  } catch (thrown) {
    if (!isSyncError(thrown)) throw thrown;
    return { without: new Map(), unknown: new Map(ids.map((id) => [id, thrown])) };
  }
};

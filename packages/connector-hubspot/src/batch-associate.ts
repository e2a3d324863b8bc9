import { AssociationSpecAssociationCategoryEnum as Category } from '@hubspot/api-client/lib/codegen/crm/associations/v4/models/AssociationSpec.js';
import { isSyncError, type Context, type RemoteId, type SyncError } from '@concord/core/contract';
import { z } from 'zod';
import type { Ask } from './client.ts';
import { parseComplaint } from './complaint.ts';
import type { Association } from './draft-links.ts';
import { malformedAnswer, toSyncError } from './errors.ts';
import { batchOf } from './parse-answer.ts';

/** A record of one object, and what of another object it is to be associated with. */
export interface Pair extends Association {
  readonly from: RemoteId;
}

/** Which objects the pairs are of. */
export interface Pairing {
  readonly from: string;
  readonly to: string;
  readonly pairs: readonly Pair[];
}

/**
 * Associates records in one call; the errors of those that failed, by the id they are `from`. It
 * never throws but for what is no `SyncError`: that the call failed is said of each.
 */
export const associate =
  (ask: Ask) =>
  async (context: Context, pairing: Pairing): Promise<ReadonlyMap<RemoteId, SyncError>> => {
    if (pairing.pairs.length === 0) return new Map();
    try {
      return await call(ask, { context, pairing });
    } catch (thrown) {
      if (!isSyncError(thrown)) throw thrown;
      return new Map(pairing.pairs.map(({ from }) => [from, thrown]));
    }
  };

// HubSpot: ids are numbers here, and texts in the description. Recorded answers, read 2026-11-21
const linked = z.object({ fromObjectId: z.coerce.string(), toObjectId: z.coerce.string() });
const blamed = z.looseObject({
  context: z.looseObject({
    fromObjectId: z.union([z.array(z.coerce.string()), z.coerce.string()]),
  }),
});

const call = async (
  ask: Ask,
  { context, pairing }: { readonly context: Context; readonly pairing: Pairing },
): Promise<Map<RemoteId, SyncError>> => {
  const { from, to, pairs } = pairing;
  const doing = `associate ${from} with ${to}`;
  const { body } = await ask(context, {
    doing,
    writes: true,
    build: ({ links }) => links.create(from, to, { inputs: pairs.map(toBody) }),
    shape: batchOf(linked),
  });
  const done = new Set(body.results.map((one) => `${one.fromObjectId} ${one.toObjectId}`));
  const failed = pairs.filter((pair) => !done.has(`${pair.from} ${pair.to}`));
  return new Map(
    failed.map((pair) => {
      const error = body.errors.find((one) => isAbout(one, pair));
      const what = `${doing}: ${pair.from}`;
      if (error === undefined) return [pair.from, malformedAnswer(what, 'no result', true)];
      const complaint = parseComplaint(error);
      return [pair.from, toSyncError({ doing: what, status: 207, complaint, writes: true })];
    }),
  );
};

const isAbout = (error: unknown, { from }: Pair): boolean => {
  const { data } = blamed.safeParse(error);
  return data !== undefined && [data.context.fromObjectId].flat().includes(from);
};

const toBody = ({ from, to, typeIds }: Pair) => ({
  _from: { id: from },
  to: { id: to },
  types: typeIds.map((associationTypeId) => ({
    associationCategory: Category.HubspotDefined,
    associationTypeId,
  })),
});

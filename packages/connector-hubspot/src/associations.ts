import type { AssociationRequest, Context, RemoteId } from '@concord/core/contract';
import { z } from 'zod';
import { inOrder, primaryType, type Linked } from './associations-order.ts';
import type { ObjectShape } from './objects/object-shape.ts';
import { batchOf, paging } from './parse-answer.ts';
import { checkErrors } from './batch-read.ts';

// HubSpot: the id on the other side is a JSON number, though described as text; one that JSON
// cannot carry whole is no number we know. Recorded answers, read 2026-11-21
const id = z.union([z.string().regex(/^\d+$/), z.number().int().transform(String)]);

const answer = batchOf(
  z.object({
    from: z.object({ id }),
    to: z.array(
      z.object({ toObjectId: id, associationTypes: z.array(z.object({ typeId: z.number() })) }),
    ),
    paging: paging.optional(),
  }),
);

type Result = z.output<typeof answer>['results'][number];

/** A record, and where the rest of its associations begins. */
interface Input {
  readonly id: string;
  readonly after?: string;
}

/** What each record is associated with, all of it; see `Associations.call`. */
export const readAssociations =
  (shape: ObjectShape) =>
  async (context: Context, { ids, to }: AssociationRequest): Promise<RemoteId[][]> => {
    const linked = new Map<string, Linked[]>(ids.map((one) => [one, []]));
    let inputs: readonly Input[] = [...linked.keys()].map((one) => ({ id: one }));
    while (inputs.length > 0) {
      const results = await readBatch(context, shape, { inputs, to });
      for (const result of results) linked.get(result.from.id)?.push(...linksOf(result, shape, to));
      inputs = results.flatMap(restOf);
    }
    return ids.map((one) => inOrder({ from: shape.name, to }, linked.get(one) ?? []));
  };

const linksOf = (result: Result, { name }: ObjectShape, to: string): Linked[] => {
  const primary = primaryType(name, to)?.typeId;
  return result.to.map(({ toObjectId, associationTypes }) => ({
    id: toObjectId,
    isPrimary: associationTypes.some(({ typeId }) => typeId === primary),
  }));
};

const restOf = ({ from, paging: pages }: Result): Input[] =>
  pages?.next === undefined ? [] : [{ id: from.id, after: pages.next.after }];

/**
 * HubSpot: a record without associations is an error of the batch, "not found", as is one that is
 * gone: neither belongs to anything. Recorded answers, read 2026-11-21
 */
const readBatch = async (
  context: Context,
  { ask, name }: ObjectShape,
  { inputs, to }: { readonly inputs: readonly Input[]; readonly to: string },
): Promise<readonly Result[]> => {
  const doing = `read what ${name} belong to`;
  const { body } = await ask(context, {
    doing,
    writes: false,
    build: ({ links }) => links.getPage(name, to, { inputs: [...inputs] }),
    shape: answer,
  });
  checkErrors(body.errors, doing);
  return body.results;
};

import { z } from 'zod';
import { refuse } from '../org/record-error.ts';
import type { Returning, Search } from '../search/parse-sosl.ts';
import type { ApiCall } from './api-types.ts';

const names = z.array(z.string().regex(/^[\w.]+$/u));
const count = z.coerce.number().int().min(1).nullish();

const shape = z.object({
  q: z.string(),
  in: z.enum(['ALL', 'NAME', 'EMAIL', 'PHONE', 'SIDEBAR']).default('ALL'),
  fields: names.nullish(),
  sobjects: z
    .array(
      z.object({
        name: z.string().regex(/^\w+$/u),
        fields: names.nullish(),
        where: z.string().nullish(),
        orderBy: z.string().nullish(),
        limit: count,
      }),
    )
    .nullish(),
  overallLimit: count,
  defaultLimit: count,
});

type Parameters = z.output<typeof shape>;

const listOf = (text: string | null): string[] | null =>
  text === null ? null : text.split(',').map((part) => part.trim());

const fromQuery = ({ query }: ApiCall): unknown => {
  const sobjects = query.getAll('sobject').flatMap((text) => listOf(text) ?? []);
  return {
    q: query.get('q'),
    in: query.get('in')?.toUpperCase() ?? undefined,
    fields: listOf(query.get('fields')),
    sobjects:
      sobjects.length === 0
        ? null
        : sobjects.map((name) => ({
            name,
            fields: listOf(query.get(`${name}.fields`)),
            where: query.get(`${name}.where`),
            orderBy: query.get(`${name}.orderBy`),
            limit: query.get(`${name}.limit`),
          })),
    overallLimit: query.get('overallLimit'),
    defaultLimit: query.get('defaultLimit'),
  };
};

const toReturning = (
  one: NonNullable<Parameters['sobjects']>[number],
  { fields, defaultLimit }: Parameters,
): Returning => ({
  object: one.name,
  fields: (one.fields ?? fields ?? ['Id']).join(', '),
  conditions: [
    (one.where ?? '') === '' ? '' : `WHERE ${one.where ?? ''}`,
    (one.orderBy ?? '') === '' ? '' : `ORDER BY ${one.orderBy ?? ''}`,
  ].join(' '),
  limit: one.limit ?? defaultLimit ?? null,
  offset: 0,
});

/** The search that a call of `/parameterizedSearch` asks for. */
export const parameterizedSearch = (call: ApiCall): Search => {
  const parsed = shape.safeParse(call.method === 'POST' ? call.body : fromQuery(call));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse('INVALID_INPUT', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const { q: term, in: scope, sobjects, overallLimit } = parsed.data;
  const returning = sobjects?.map((one) => toReturning(one, parsed.data)) ?? null;
  return { term, scope, returning, limit: overallLimit ?? null };
};

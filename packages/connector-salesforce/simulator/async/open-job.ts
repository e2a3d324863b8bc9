import { z } from 'zod';
import type { Org } from '../org/org.ts';
import type { SimObject } from '../schema/schema.ts';
import { refuseAsync } from './async-error.ts';
import type { AsyncJob } from './async-job.ts';

/** Who opens a job, and at which version. */
export interface Opening {
  readonly org: Org;
  readonly userId: string;
  readonly apiVersion: string;
  readonly id: string;
}

const modes = ['Parallel', 'Serial'] as const;

const shape = z.object({
  operation: z.enum(['insert', 'update', 'upsert', 'delete', 'hardDelete', 'query', 'queryAll']),
  object: z.string(),
  externalIdFieldName: z.string().nullish(),
  assignmentRuleId: z.string().nullish(),
  contentType: z.enum(['CSV', 'JSON']),
  // Clients in JSON also send the mode's place in the list.
  concurrencyMode: z
    .union([z.enum(modes), z.literal(0), z.literal(1)])
    .default('Parallel')
    .transform((mode) => (typeof mode === 'number' ? (modes[mode] ?? 'Parallel') : mode)),
});

const objectFor = ({ org, userId }: Opening, name: string): SimObject => {
  const object = org.schema.object(name);
  return object && org.access(userId).may('read', object)
    ? object
    : // [PUB] The wording, in public issue threads.
      refuseAsync('InvalidEntity', `Entity '${name}' is not supported by the Bulk API.`);
};

const checkKey = (object: SimObject, name: string | null | undefined): void => {
  const field = object.fields[object.indexOf(name ?? '') ?? -1];
  if (field?.externalId || field?.idLookup) return;
  refuseAsync('InvalidJob', 'External ID field name must be an indexed field of the object');
};

/** A new job, as a request asks for it; refuses what it may not be. */
export const openJob = (opening: Opening, body: unknown): AsyncJob => {
  const { data, error } = shape.safeParse(body);
  if (error) {
    const [issue] = error.issues;
    return refuseAsync('InvalidJob', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const object = objectFor(opening, data.object);
  if (data.operation === 'upsert') checkKey(object, data.externalIdFieldName);
  const { org, userId, apiVersion, id } = opening;
  if (data.operation === 'hardDelete' && !org.rules.bulkHardDelete)
    refuseAsync(
      'FeatureNotEnabled',
      'hardDelete operation requires special user profile permission',
    );
  return {
    ...data,
    id,
    userId,
    apiVersion,
    object: object.name,
    externalIdFieldName: data.externalIdFieldName ?? null,
    assignmentRuleId: data.assignmentRuleId ?? null,
    createdAt: org.clock.now(),
    state: 'Open',
    movedAt: org.clock.now(),
    batches: [],
  };
};

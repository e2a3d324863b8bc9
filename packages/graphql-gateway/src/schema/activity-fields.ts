import { builder } from './builder.ts';
import { PersonType, type RecordType } from './record-refs.ts';

/** Adds what emails and tasks have alike. */
export const addActivityFields = (type: RecordType): void => {
  builder.objectFields(type, (t) => ({
    platformId: t.exposeString('key', {
      description: "The platform's own id of it, under which it was given.",
    }),
    person: t.field({
      type: PersonType,
      nullable: true,
      description: 'The person it is about.',
      resolve: async ({ personId }, _args, { loaders }) =>
        personId === null ? null : ((await loaders.record(personId)) ?? null),
    }),
  }));
};

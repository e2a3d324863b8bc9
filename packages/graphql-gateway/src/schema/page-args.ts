import type { builder } from './builder.ts';

type ArgBuilder = Parameters<
  Extract<Parameters<typeof builder.queryField>[1], (...given: never[]) => unknown>
>[0]['arg'];

/** The arguments that every list takes. */
export const pageArgs = (arg: ArgBuilder) => ({
  first: arg.int({ required: true, description: 'Records on the page, 1 to 100.' }),
  after: arg.string({
    description: 'Cursor of the record before the page; the first page without.',
  }),
});

import type { builder } from './builder.ts';

type ArgBuilder = Parameters<
  Extract<Parameters<typeof builder.queryField>[1], (...given: never[]) => unknown>
>[0]['arg'];

/** How many records a list is to hold. */
export const countArg = (arg: ArgBuilder) =>
  arg.int({ required: true, description: 'Records in the list, 1 to 100.' });

/** The arguments that every list takes. */
export const pageArgs = (arg: ArgBuilder) => ({
  first: countArg(arg),
  after: arg.string({
    description: 'Cursor of the record before the page; the first page without.',
  }),
});

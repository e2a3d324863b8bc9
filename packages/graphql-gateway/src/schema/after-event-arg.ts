import type { pageArgs } from './page-args.ts';

type ArgBuilder = Parameters<typeof pageArgs>[0];

/** Where a stream goes on. */
export const afterEventArg = (arg: ArgBuilder) =>
  arg.string({
    description:
      'What `extensions.cursor` of the last event said: all that followed is told; without, only what comes.',
  });

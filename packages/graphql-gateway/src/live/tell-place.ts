import type { Plugin } from 'graphql-yoga';
import type { GatewayContext } from '../schema/builder.ts';

/** Tells with each event where a stream is: `extensions.cursor`, which `after` takes. */
export const tellPlace = (): Plugin<GatewayContext> => ({
  onSubscribe: () => ({
    onSubscribeResult: () => ({
      onNext: ({ args, result, setResult }) => {
        const cursor = args.contextValue.eventCursor;
        if (cursor === null) return;
        setResult({ ...result, extensions: { ...result.extensions, cursor } });
      },
    }),
  }),
});

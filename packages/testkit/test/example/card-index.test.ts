import { conformance } from '@concord/testkit/conformance';
import { describe, it } from 'vitest';
import { openCardIndex } from './card-index-sandbox.ts';
import { samples } from './card-index-samples.ts';
import { cardIndex } from './card-index.ts';

await conformance(cardIndex, {
  sandbox: openCardIndex,
  entry: new URL('card-index.ts', import.meta.url),
  samples,
  deviations: {},
  runner: { describe, it },
});

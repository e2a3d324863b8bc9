import type { RemoteId } from '@concord/core/contract';
import { conformance } from '@concord/testkit/conformance';
import { describe, expect, it } from 'vitest';
import { openCardIndex } from './card-index-sandbox.ts';
import { samples } from './card-index-samples.ts';
import { cardIndex } from './card-index.ts';
import { listCards } from './list-cards.ts';

await conformance(cardIndex, {
  sandbox: openCardIndex,
  entry: new URL('card-index.ts', import.meta.url),
  samples,
  deviations: {},
  runner: { describe, it },
});

describe('listCards', () => {
  it('lists every card once, in the order of ids', async () => {
    const { seed, context, close } = await openCardIndex();
    const cards = Array.from({ length: 250 }, (_, number) => samples.Card.record(number));
    const ids = await seed('Card', cards);
    const listed: RemoteId[] = [];
    for (let more = true; more;) {
      const page = await listCards(context(), listed.at(-1) ?? null);
      listed.push(...page.ids);
      ({ more } = page);
    }
    expect(listed).toEqual(ids.toSorted());
    await close();
  });
});

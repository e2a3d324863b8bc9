import type { Samples } from '@concord/testkit/conformance';
import type { cardIndex } from './card-index.ts';

/** What the audits need to know of a card. */
export const samples: Samples<typeof cardIndex> = {
  Card: {
    record: (number) => ({ name: `Ada ${number}`, email: `ada${number}@acme.example` }),
    text: ['title', 'town'],
    longText: { field: 'note', maxLength: 4000 },
    edgeValues: [],
    types: { name: 'text' },
    refusals: [],
    happens: [],
    history: 'all',
    keys: {},
    signals: {},
  },
};

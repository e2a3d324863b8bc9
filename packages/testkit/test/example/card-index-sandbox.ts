import { toInstant, toRemoteId } from '@concord/core/contract';
import { createSandboxLine, type FaultKind, type Sandbox } from '@concord/testkit/conformance';
import type { FaultRuleInput } from '@concord/testkit/simulator';
import { startCardIndex, type Card } from './card-index-server.ts';

const rules: Readonly<Record<FaultKind, FaultRuleInput>> = {
  'answer-lost': { kind: 'reset', when: 'after' },
  'request-lost': { kind: 'reset' },
  'delivered-late': { kind: 'zombie' },
  'failed-after': { kind: 'status', status: 500, when: 'after' },
  unavailable: { kind: 'status', status: 503 },
  truncated: { kind: 'truncate' },
  garbled: { kind: 'malformed' },
  page: { kind: 'html' },
  empty: { kind: 'status', status: 200, body: '' },
  stalled: { kind: 'stall' },
  'session-expired': { kind: 'status', status: 401 },
  revoked: { kind: 'status', status: 401 },
  throttled: { kind: 'status', status: 429 },
  locked: { kind: 'status', status: 423 },
  'odd-refusal': { kind: 'status', status: 418 },
};

/** Opens an empty card index that an audit may fill and break. */
export const openCardIndex = async (): Promise<Sandbox> => {
  const { http, clock, faults, cards } = await startCardIndex();
  const token = { accessToken: 'card-token', instanceUrl: http.url };
  const line = createSandboxLine({
    now: clock.now,
    kindOf: () => 'read',
    token,
    renew: () => Promise.resolve(token),
  });
  const cardOf = (id: string): Card => {
    const card = cards.find((one) => one.id === id);
    if (!card) throw new RangeError(`no card ${id}`);
    return card;
  };
  const write = (card: Card, fields: object): void => {
    Object.assign(card.fields, fields);
    card.changedAt = clock.now();
  };
  return {
    context: line.context,
    seed: async (_, records) =>
      records.map((fields) => {
        const id = `card-${String(cards.length).padStart(8, '0')}`;
        const card = { id, changedAt: 0, fields: {} };
        cards.push(card);
        write(card, fields);
        return toRemoteId(id);
      }),
    edit: async (_, id, fields) => write(cardOf(id), fields),
    remove: () => Promise.reject(new Error('cards are never removed')),
    holds: async (_, id) => cardOf(id).fields,
    now: () => toInstant(clock.now()),
    advance: async (ms) => clock.advance(ms),
    inject: async ({ kind, nth, times }) => {
      faults.clear();
      faults.add({ ...rules[kind], match: { nth }, times });
    },
    stalled: line.nextAnswer,
    quiet: () => Promise.resolve(),
    history: async () => [],
    wire: async () => line.wire(),
    secrets: ['card-token'],
    close: async () => {
      await line.close();
      await http.close();
    },
  };
};

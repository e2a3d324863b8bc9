import {
  createClock,
  createFaults,
  createRandom,
  createWireLog,
  startHttpServer,
  type FaultInjector,
  type RunningServer,
  type SimulatorReply,
  type SimulatorRequest,
  type VirtualClock,
} from '@concord/testkit/simulator';

const lengths = { name: 80, email: 80, title: 80, town: 80, note: 4000 };

/** A card as the index keeps it. */
export interface Card {
  readonly id: string;
  changedAt: number;
  readonly fields: Record<string, string>;
}

/** The CRM itself, and the handles to play with it. */
export interface CardIndexServer {
  readonly http: RunningServer;
  readonly clock: VirtualClock;
  readonly faults: FaultInjector;
  readonly cards: Card[];
}

const json = (status: number, value: unknown): SimulatorReply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

const byChange = (one: Card, other: Card): number =>
  one.changedAt - other.changedAt || (one.id < other.id ? -1 : 1);

const select = (card: Card, names: readonly string[]): object => ({
  id: card.id,
  changedAt: card.changedAt,
  fields: Object.fromEntries(names.map((name) => [name, card.fields[name] ?? null])),
});

const listCards = (cards: readonly Card[], query: URLSearchParams, now: number): SimulatorReply => {
  const names = (query.get('fields') ?? '').split(',').filter((name) => name !== '');
  if (names.some((name) => !Object.hasOwn(lengths, name))) return json(400, { error: 'no field' });
  const [at, id, limit] = [
    Number(query.get('at')),
    query.get('id') ?? '',
    Number(query.get('limit')),
  ];
  const after = cards
    .filter(({ changedAt }) => changedAt < now)
    .filter((card) => card.changedAt > at || (card.changedAt === at && card.id > id))
    .toSorted(byChange);
  const found = after.slice(0, limit).map((card) => select(card, names));
  return json(200, { cards: found, more: after.length > limit });
};

/** Ids on one page, at most. */
const idsMax = 100;

const listIds = (cards: readonly Card[], query: URLSearchParams): SimulatorReply => {
  const after = query.get('after') ?? '';
  const ids = cards.map(({ id }) => id).filter((id) => id > after);
  return json(200, { ids: ids.toSorted().slice(0, idsMax), more: ids.length > idsMax });
};

const schema = {
  fields: Object.entries(lengths).map(([name, length]) => ({ name, label: name, length })),
};

/** Starts an empty index on any free port. */
export const startCardIndex = async (): Promise<CardIndexServer> => {
  const clock = createClock({ startMs: Date.parse('2026-03-24T10:00:00Z'), running: false });
  const faults = createFaults(createRandom(1));
  const cards: Card[] = [];
  const handle = (request: SimulatorRequest): SimulatorReply => {
    if (request.headers.authorization !== 'Bearer card-token') return json(401, {});
    if (request.path === '/me') return json(200, { accountId: 'index-1', userId: 'clerk-1' });
    if (request.path === '/schema') return json(200, schema);
    if (request.path === '/ids') return listIds(cards, request.query);
    return listCards(cards, request.query, clock.now());
  };
  const http = await startHttpServer(
    {
      handle,
      controlPath: '/__simulator/',
      control: () => ({ status: 404 }),
      clock,
      faults,
      wire: createWireLog(),
      callerOf: () => null,
      gzip: () => false,
      bodyMaxBytes: 1_000_000,
    },
    0,
  );
  return { http, clock, faults, cards };
};

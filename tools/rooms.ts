/** A part of the house: where its files stand, and what they may import of Concord. */
export interface Room {
  readonly name: string;
  /** Matches the paths of its files. */
  readonly at: RegExp;
  /** Rooms of one house import each other by relative path, others by package name. */
  readonly house: string;
  readonly mayImport: readonly string[];
  /** Modules of Node it may import: those without time, chance, files or network in core. */
  readonly node: 'any' | readonly string[];
}

const below = ['contract', 'platform', 'policy', 'ports'];
const core = [...below, 'engine', 'memory-store', 'transport'];
const packages = [...core, 'testkit', 'connector', 'simulator', 'store-postgres', 'gateway'];
const pure = ['node:stream', 'node:url'];

const coreRoom = (name: string, mayImport: readonly string[]): Room => ({
  name,
  at: new RegExp(String.raw`^packages/core/src/${name}(/|$)`, 'u'),
  house: 'core',
  mayImport,
  node: pure,
});

/** The layer law as data: the first room that matches is the file's. */
export const rooms: readonly Room[] = [
  coreRoom('contract', []),
  coreRoom('platform', ['contract']),
  coreRoom('policy', ['contract', 'platform']),
  coreRoom('ports', ['contract', 'platform', 'policy']),
  coreRoom('engine', below),
  coreRoom('memory-store', below),
  coreRoom('transport', below),
  {
    name: 'connector',
    at: /^packages\/connector-[^/]+\/src(\/|$)/u,
    house: 'connector',
    mayImport: ['contract'],
    node: pure,
  },
  {
    name: 'simulator',
    at: /^packages\/connector-[^/]+\/simulator(\/|$)/u,
    house: 'connector',
    mayImport: ['contract', 'testkit'],
    node: 'any',
  },
  {
    name: 'connector tests',
    at: /^packages\/connector-[^/]+\/test(\/|$)/u,
    house: 'connector',
    mayImport: ['contract', 'transport', 'testkit', 'connector', 'simulator'],
    node: 'any',
  },
  {
    name: 'store-postgres',
    at: /^packages\/store-postgres\/src(\/|$)/u,
    house: 'store-postgres',
    mayImport: below,
    node: 'any',
  },
  {
    name: 'gateway',
    at: /^packages\/graphql-gateway\/src(\/|$)/u,
    house: 'gateway',
    mayImport: [...below, 'engine'],
    node: 'any',
  },
  {
    name: 'testkit',
    at: /^packages\/testkit\/src(\/|$)/u,
    house: 'testkit',
    mayImport: [...below, 'memory-store', 'transport'],
    node: 'any',
  },
  {
    name: 'core tests',
    at: /^packages\/core\/(test|bench)(\/|$)/u,
    house: 'core',
    mayImport: [...core, 'testkit'],
    node: 'any',
  },
  {
    name: 'store-postgres tests',
    at: /^packages\/store-postgres\/(test|bench)(\/|$)/u,
    house: 'store-postgres',
    mayImport: [...core, 'testkit', 'store-postgres'],
    node: 'any',
  },
  {
    name: 'gateway tests',
    at: /^packages\/graphql-gateway\/(test|bench)(\/|$)/u,
    house: 'gateway',
    mayImport: [...core, 'testkit', 'gateway'],
    node: 'any',
  },
  {
    name: 'testkit tests',
    at: /^packages\/testkit\/(test|bench)(\/|$)/u,
    house: 'testkit',
    mayImport: [...core, 'testkit'],
    node: 'any',
  },
  {
    name: 'runner',
    at: /^apps\/runner(\/|$)/u,
    house: 'runner',
    mayImport: packages,
    node: 'any',
  },
  {
    name: 'page',
    at: /^examples\/[^/]+\/src(\/|$)/u,
    house: 'page',
    mayImport: [],
    node: [],
  },
  {
    name: 'workshop',
    at: /^(tools|bench|simulation|soak|examples)(\/|$)|^[^/]+\.ts$/u,
    house: 'workshop',
    mayImport: [...packages, 'runner'],
    node: 'any',
  },
];

const entries: readonly (readonly [RegExp, string])[] = [
  [/^@concord\/core\/([^/]+)$/u, 'packages/core/src/$1'],
  [/^@concord\/(connector-[^/]+)\/simulator$/u, 'packages/$1/simulator'],
  [/^@concord\/runner$/u, 'apps/runner'],
  [/^@concord\/([^/]+)(\/[^/]+)?$/u, 'packages/$1/src'],
];

const pathOf = (specifier: string): string => {
  const entry = entries.find(([pattern]) => pattern.test(specifier));
  return entry === undefined ? specifier : specifier.replace(entry[0], entry[1]);
};

/** The room of a path from the root or of a `@concord/…` specifier; `null` when it has none. */
export const findRoom = (target: string): Room | null => {
  const path = pathOf(target);
  return rooms.find(({ at }) => at.test(path)) ?? null;
};

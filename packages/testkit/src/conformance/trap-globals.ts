import { AsyncLocalStorage } from 'node:async_hooks';

const within = new AsyncLocalStorage<string[]>();

/** The line of the stack that used a global: the first one outside this file. */
const callerOf = (stack: string): string =>
  stack
    .split('\n')
    .slice(1)
    .find((line) => !line.includes('trap-globals')) ?? '';

/** Vendors' clients use globals of their own; only `fetch` would leave the context. */
const isVendors = (caller: string): boolean =>
  caller.includes('/node_modules/') || caller.includes('node:');

const note = (name: string): void => {
  const uses = within.getStore();
  if (!uses) return;
  const caller = callerOf(new Error(name).stack ?? '');
  if (name === 'fetch' || !isVendors(caller)) uses.push(`${name}${caller.replace(/\s+/u, ' ')}`);
};

const noting = <Value extends object>(name: string, value: Value): Value =>
  new Proxy(value, {
    apply: (target, owner, args) => {
      note(name);
      return Reflect.apply(target as never, owner, args);
    },
  });

const trappedDate = (original: DateConstructor): DateConstructor =>
  new Proxy(original, {
    construct: (target, args, newTarget) => {
      if (args.length === 0) note('new Date');
      return Reflect.construct(target, args, newTarget) as Date;
    },
    get: (target, key, receiver) => {
      if (key === 'now') note('Date.now');
      return Reflect.get(target, key, receiver) as unknown;
    },
  });

const trappedEnvironment = (original: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  new Proxy(original, {
    get: (target, key, receiver) => {
      note('process.env');
      return Reflect.get(target, key, receiver) as unknown;
    },
  });

type Restore = () => void;

const replace = <Owner extends object, Key extends keyof Owner>(
  owner: Owner,
  key: Key,
  by: (value: Owner[Key]) => Owner[Key],
): Restore => {
  const value = owner[key];
  owner[key] = by(value);
  return () => {
    owner[key] = value;
  };
};

/** Sets the traps; the result takes them away again. */
export const setTraps = (): Restore => {
  const restores = [
    replace(globalThis, 'Date', trappedDate),
    replace(process, 'env', trappedEnvironment),
    replace(Math, 'random', (value) => noting('Math.random', value)),
    replace(globalThis, 'fetch', (value) => noting('fetch', value)),
    replace(globalThis, 'setTimeout', (value) => noting('setTimeout', value)),
    replace(globalThis, 'setInterval', (value) => noting('setInterval', value)),
    replace(performance, 'now', (value) => noting('performance.now', value.bind(performance))),
    replace(crypto, 'randomUUID', (value) => noting('randomUUID', value.bind(crypto))),
    replace(AbortSignal, 'timeout', (value) =>
      noting('AbortSignal.timeout', value.bind(AbortSignal)),
    ),
    replace(process.stdout, 'write', (value) => noting('stdout', value.bind(process.stdout))),
    replace(process.stderr, 'write', (value) => noting('stderr', value.bind(process.stderr))),
  ];
  return () => restores.forEach((restore) => restore());
};

/** Runs a connector's work and answers the globals that it used, each with the place. */
export const usesWithin = async (work: () => Promise<unknown>): Promise<string[]> => {
  const uses: string[] = [];
  await within.run(uses, work);
  return uses;
};

/** Runs what is not the connector's, such as the context's own fetch. */
export const beyond = <Result>(work: () => Result): Result => within.exit(work);

import { AsyncLocalStorage } from 'node:async_hooks';

/** Loads under a name; those who ask for it while it is under way share one answer. */
export type ShareLoads = <Value>(name: string, load: () => Promise<Value>) => Promise<Value>;

/** Remembers a load only as long as it lasts. */
export const createShareLoads = (): ShareLoads => {
  const underWay = new Map<string, Promise<unknown>>();
  // Not ended when the one who began it leaves: others wait for it.
  const forAll = AsyncLocalStorage.snapshot();
  const begin = <Value>(name: string, load: () => Promise<Value>): Promise<Value> => {
    const loading = forAll(load).finally(() => underWay.delete(name));
    underWay.set(name, loading);
    return loading;
  };
  return <Value>(name: string, load: () => Promise<Value>) =>
    (underWay.get(name) as Promise<Value> | undefined) ?? begin(name, load);
};

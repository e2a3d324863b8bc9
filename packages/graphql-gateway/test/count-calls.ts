import type { Store } from '@concord/core/ports';

/** A store that notes the name of every call, and the calls noted. */
export const countCalls = (store: Store): { readonly store: Store; readonly calls: string[] } => {
  const calls: string[] = [];
  const noted = Object.entries(store).map(([name, call]) => [
    name,
    (...given: unknown[]) => {
      calls.push(name);
      return Reflect.apply(call, store, given);
    },
  ]);
  return { store: Object.fromEntries(noted), calls };
};

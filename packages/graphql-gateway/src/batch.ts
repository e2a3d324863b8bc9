/** Collects the keys asked for in one turn, loads them with one call, and remembers the answers. */
export const createBatch = <Value>(
  load: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): ((key: string) => Promise<Value | undefined>) => {
  const asked = new Map<string, Promise<Value | undefined>>();
  let turn: {
    readonly keys: string[];
    readonly values: Promise<ReadonlyMap<string, Value>>;
  } | null = null;

  const openTurn = () => {
    const keys: string[] = [];
    const values = endOfTurn().then(() => {
      turn = null;
      return load(keys);
    });
    return { keys, values };
  };

  const ask = async (key: string): Promise<Value | undefined> => {
    turn ??= openTurn();
    turn.keys.push(key);
    return (await turn.values).get(key);
  };

  return (key) => {
    const known = asked.get(key) ?? ask(key);
    asked.set(key, known);
    return known;
  };
};

/** After all promises that are settled by now have run their followers. */
const endOfTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

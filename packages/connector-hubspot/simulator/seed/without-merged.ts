type Ids = readonly string[] | ReadonlyMap<string, string | readonly string[]>;

const follow = (id: string, merged: ReadonlyMap<string, string>): string => merged.get(id) ?? id;

const followAll = (ids: Ids, merged: ReadonlyMap<string, string>): Ids => {
  const each = (list: readonly string[]): string[] => [
    ...new Set(list.map((id) => follow(id, merged))),
  ];
  if (!(ids instanceof Map)) return each(ids as readonly string[]);
  return new Map(
    [...(ids as ReadonlyMap<string, string | readonly string[]>)].map(([key, value]) => [
      key,
      typeof value === 'string' ? follow(value, merged) : each(value),
    ]),
  );
};

/** A report whose ids are those of the records that merged ones lead to. */
export const withoutMerged = <Report extends object>(
  report: Report,
  merged: ReadonlyMap<string, string>,
): Report =>
  Object.fromEntries(
    Object.entries(report).map(([name, ids]) => [name, followAll(ids as Ids, merged)]),
  ) as Report;

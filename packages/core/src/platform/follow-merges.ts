import type { RemoteId } from '../contract/index.ts';

/** Where a chain of merges ends, by the id it begins with; an id of a circle ends at itself. */
export const followMerges = (
  merges: readonly { readonly from: RemoteId; readonly to: RemoteId }[],
): ((id: RemoteId) => RemoteId) => {
  const survivors = new Map(merges.map(({ from, to }) => [from, to]));
  return (id) => {
    const seen = new Set<RemoteId>();
    let at = id;
    for (let to = survivors.get(at); to !== undefined && !seen.has(to); to = survivors.get(at)) {
      seen.add(to);
      at = to;
    }
    return at;
  };
};

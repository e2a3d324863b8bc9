/** Names longer than this are not compared. */
const longest = 80;

/** The name most like a mistyped one; `null` when none is close. */
export const nearestName = (typed: string, names: readonly string[]): string | null => {
  if (typed.length > longest) return null;
  const lower = typed.toLowerCase();
  let best: { name: string; distance: number } | null = null;
  for (const name of names) {
    if (name.length > longest) continue;
    const distance = editDistance(lower, name.toLowerCase());
    if (distance < (best?.distance ?? Infinity)) best = { name, distance };
  }
  return best !== null && best.distance <= Math.max(2, typed.length / 3) ? best.name : null;
};

/** Letters to add, drop or replace to make one text of the other. */
const editDistance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
};

/** Calls in portions that the CRM takes, keeping the order of the answers. */
export async function inPortions<Item, Answer>(
  items: readonly Item[],
  max: number,
  call: (portion: readonly Item[]) => Promise<readonly Answer[]>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let start = 0; start < items.length; start += max) {
    answers.push(...(await call(items.slice(start, start + max))));
  }
  return answers;
}

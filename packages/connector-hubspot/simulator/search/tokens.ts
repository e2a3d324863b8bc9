const separators = /[^\p{L}\p{N}]+/u;

/** The words of a text as the index keeps them: letters and digits, in lower case. */
export const tokensOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(separators)
    .filter((token) => token !== '');

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);

/** Whether a text has all the words of a query, in which `*` stands for any letters. */
export const tokenTest = (query: string): ((text: string) => boolean) => {
  const parts = query
    .toLowerCase()
    .split(/[^\p{L}\p{N}*]+/u)
    .filter((part) => part.replaceAll('*', '') !== '');
  if (parts.length === 0) return (text) => query.includes('*') && text !== '';
  const patterns = parts.map(
    (part) => new RegExp(`^${part.split('*').map(escaped).join('.*')}$`, 'u'),
  );
  return (text) => {
    const tokens = tokensOf(text);
    return patterns.every((pattern) => tokens.some((token) => pattern.test(token)));
  };
};

import { builder } from './builder.ts';

/**
 * `needs-reconnect`, `readWrite` and `Opted Out` as GraphQL writes them: `NEEDS_RECONNECT`,
 * `READ_WRITE`, `OPTED_OUT`.
 */
export const toEnumName = (value: string): string =>
  value
    .replaceAll(/[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])/g, '_')
    .replaceAll(/^_|_$/g, '')
    .toUpperCase();

/** An enum of the engine's own words; a word that is added there must be described here. */
export const defineEnum = <Word extends string>(
  name: string,
  description: string,
  words: Readonly<Record<Word, string>>,
) =>
  builder.enumType(name, {
    description,
    values: Object.fromEntries(
      (Object.entries(words) as [Word, string][]).map(([value, meaning]) => [
        toEnumName(value),
        { value, description: meaning },
      ]),
    ) as Record<string, { value: Word; description: string }>,
  });

/** One text for several parts, different for different parts whatever characters they hold. */
export const indexKey = (...parts: readonly string[]): string => JSON.stringify(parts);

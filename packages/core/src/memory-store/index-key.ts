/** One text for several parts, different for different parts whatever characters they hold. */
export const indexKey = (...parts: readonly string[]): string => {
  let key = '';
  // The length says where a part ends.
  for (const part of parts) key += `${part.length}:${part}`;
  return key;
};

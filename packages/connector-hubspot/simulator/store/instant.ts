/** A time as HubSpot writes it: milliseconds where they are not zero. */
export const toInstant = (ms: number): string => {
  const text = new Date(ms).toISOString();
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text;
};

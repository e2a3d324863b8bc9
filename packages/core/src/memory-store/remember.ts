const freeze = (value: unknown): void => {
  if (typeof value !== 'object' || value === null) return;
  Object.values(value).forEach(freeze);
  Object.freeze(value);
};

/** A frozen copy of JSON data, so that nobody changes what the store holds. */
export const remember = <T>(value: T): T => {
  const copy = JSON.parse(JSON.stringify(value)) as T;
  freeze(copy);
  return copy;
};

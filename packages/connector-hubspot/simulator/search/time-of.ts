/** A time as filters and values state it, ms since 1970: digits are that, anything else is ISO 8601; NaN for neither. */
export const timeOf = (text: string): number =>
  /^-?\d+$/u.test(text) ? Number(text) : Date.parse(text);

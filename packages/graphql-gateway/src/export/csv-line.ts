const starters = '=+\\-@|%\uFF1D\uFF0B\uFF0D\uFF20';

/** What a spreadsheet takes for a formula: at the beginning, spaces and quotes left out. */
const formula = new RegExp(`^[\\s"'\u200B\uFEFF]*[${starters}]|^[\\t\\r\\n]`, 'u');

/** The same behind what a spreadsheet of another country takes for the end of a cell. */
const laterFormula = new RegExp(`([;\\t\\r\\n][\\s"']*)(?=[${starters}])`, 'gu');

/**
 * A cell that every spreadsheet takes for text: an apostrophe stands before what could be a formula.
 * owasp.org/www-community/attacks/CSV_Injection, read 2026-11-22
 */
const toCell = (value: string): string => {
  const text = formula.test(value) ? `'${value}` : value;
  const safe = text.replaceAll(laterFormula, "$1'").replaceAll('\0', '\uFFFD');
  return `"${safe.replaceAll('"', '""')}"`;
};

/** A line of CSV as RFC 4180 has it, its end included; every cell is quoted. */
export const toCsvLine = (cells: readonly (string | null)[]): string =>
  `${cells.map((cell) => toCell(cell ?? '')).join(',')}\r\n`;

/** How a job writes its CSV. */
export interface CsvFormat {
  readonly columnDelimiter: keyof typeof delimiters;
  readonly lineEnding: keyof typeof lineEndings;
}

const delimiters = {
  BACKQUOTE: '`',
  CARET: '^',
  COMMA: ',',
  PIPE: '|',
  SEMICOLON: ';',
  TAB: '\t',
} as const;

const lineEndings = { LF: '\n', CRLF: '\r\n' } as const;

/** A CSV that is not what its format says, in Salesforce's words. */
export class CsvError extends Error {}

interface Cell {
  readonly text: string;
  /** Where the cell ends: at a delimiter, a line ending, or the end of the text. */
  readonly end: number;
}

const quotedCell = (text: string, start: number): Cell => {
  let value = '';
  for (let from = start + 1; ;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) throw new CsvError('InvalidBatch : A quoted value is not closed');
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') return { text: value, end: quote + 1 };
    value += '"';
    from = quote + 2;
  }
};

const plainCell = (text: string, start: number, delimiter: string): Cell => {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r')
    end += 1;
  const value = text.slice(start, end);
  if (value.includes('"')) throw new CsvError('InvalidBatch : A quote stands inside a plain value');
  return { text: value, end };
};

/** Rows of cells, as RFC 4180 has them; refuses other line endings than the format's, and rows of another width. */
export const parseCsv = (content: string, format: CsvFormat): string[][] => {
  const text = content.replace(/^\uFEFF/u, '');
  const delimiter = delimiters[format.columnDelimiter];
  const lineEnding = lineEndings[format.lineEnding];
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length;) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at, delimiter);
    row.push(cell.text);
    at = cell.end;
    const isLast = at >= text.length;
    if (!isLast && text[at] === delimiter) {
      at += 1;
      if (at < text.length) continue;
      row.push('');
    } else if (!isLast) at = lineEndAfter(text, at, { lineEnding, format });
    rows.push(row);
    row = [];
  }
  return checkWidths(rows.filter((cells) => cells.length > 1 || cells[0] !== ''));
};

const lineEndAfter = (
  text: string,
  at: number,
  { lineEnding, format }: { lineEnding: string; format: CsvFormat },
): number => {
  if (text.startsWith(lineEnding, at)) return at + lineEnding.length;
  // Salesforce: the job fails with these words. [PUB] Several public issue threads, read 2026-11-22
  throw new CsvError(
    `ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is ${format.lineEnding}`,
  );
};

const checkWidths = (rows: string[][]): string[][] => {
  const width = rows[0]?.length ?? 0;
  const wrong = rows.findIndex(({ length }) => length !== width);
  if (wrong < 0) return rows;
  // [MEM] The wording.
  const found = rows[wrong]?.length ?? 0;
  throw new CsvError(
    `InvalidBatch : Row ${wrong} has ${found} columns, but the header has ${width}`,
  );
};

/** One row with every value in quotes, and its line ending. Salesforce quotes all values of results (recorded). */
export const csvLine = (values: readonly string[], format: CsvFormat): string =>
  values
    .map((value) => `"${value.replaceAll('"', '""')}"`)
    .join(delimiters[format.columnDelimiter]) + lineEndings[format.lineEnding];

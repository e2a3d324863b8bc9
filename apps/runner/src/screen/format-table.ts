type Cell = string | number;

const isNumber = (cell: Cell): boolean => typeof cell === 'number';

/** Rows below their headings in columns; numbers stand right. */
export const formatTable = (
  headings: readonly string[],
  rows: readonly (readonly Cell[])[],
): string => {
  const texts = rows.map((row) =>
    row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en') : cell)),
  );
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...texts.map((row) => row[column]?.length ?? 0)),
  );
  const right = headings.map((_, column) => rows.every((row) => isNumber(row[column] ?? '')));
  const line = (row: readonly string[]): string =>
    row
      .map((text, column) => {
        const width = widths[column] ?? 0;
        return right[column] ? text.padStart(width) : text.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [headings, widths.map((width) => '─'.repeat(width)), ...texts].map(line).join('\n');
};

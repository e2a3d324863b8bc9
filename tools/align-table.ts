/** Rows below their heading as a table of a page, its columns as wide as their widest cell. */
export const alignTable = (rows: readonly (readonly string[])[]): string[] => {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [heading = [], ...others] = rows;
  return [heading, widths.map((width) => '-'.repeat(width)), ...others].map(line);
};

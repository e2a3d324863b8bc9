import { dirname, normalize } from 'node:path/posix';
import { lineOf, type Problem, type TextFile } from './source-file.ts';

const link = /\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)/gu;

/** Links of a page that lead to no file of the repository. */
export const checkLinks = (page: TextFile, texts: readonly TextFile[]): Problem[] => {
  const isThere = (target: string): boolean =>
    texts.some(({ path }) => path === target || path.startsWith(`${target}/`));
  return [...page.text.matchAll(link)].flatMap(({ 1: to = '', index }) => {
    const target = normalize(`${dirname(page.path)}/${to}`).replace(/\/$/u, '');
    if (isThere(target)) return [];
    return [{ path: page.path, line: lineOf(page, index), message: `${to} leads nowhere` }];
  });
};

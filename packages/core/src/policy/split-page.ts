import type { MirrorRow } from '../platform/index.ts';
import type { CompanyText } from './lead-companies.ts';
import { namesOfRow, type PageTouch } from './page-touch.ts';
import { companyDomains } from './lead-companies.ts';

/** The rows of a page in two, each part in the page's order. */
export interface SplitPage {
  /** Rows that depend on what the page before changes, and rows that depend on one of those. */
  readonly dependent: readonly MirrorRow[];
  readonly rest: readonly MirrorRow[];
}

/** What `splitPage` looks at. */
export interface SplitFacts {
  readonly rows: readonly MirrorRow[];
  /** Of the page before. */
  readonly touch: PageTouch;
  /** Absent where rows do not speak of their companies in words. */
  readonly companyText: Pick<CompanyText, 'domain'> | undefined;
}

/** Which rows of a page can be planned before the page before it is stored, by their names alone. */
export const splitPage = ({ rows, touch, companyText }: SplitFacts): SplitPage => {
  const reached = new Set<string>();
  const dependent = new Set<MirrorRow>();
  const join = (row: MirrorRow): boolean => {
    const names = namesOfRow(row);
    if (companyText !== undefined) names.push(...companyDomains([row], companyText));
    if (!names.some((name) => touch.has(name) || reached.has(name))) return false;
    for (const name of names) reached.add(name);
    dependent.add(row);
    return true;
  };
  let rest = rows;
  for (let before = Infinity; rest.length < before;) {
    before = rest.length;
    rest = rest.filter((row) => !join(row));
  }
  return { dependent: rows.filter((row) => dependent.has(row)), rest };
};

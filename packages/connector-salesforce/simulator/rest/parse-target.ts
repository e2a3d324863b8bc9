import { notFound } from './replies.ts';

/** The data API's part of a request's address. */
export interface ApiTarget {
  readonly base: string;
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

const versionPattern = /^\/services\/data\/v(\d+)\.0(?=\/|$)/u;
// Salesforce: v30 and below are retired; docs show v68 as current. Read 2026-11-21
const versionMin = 31;
const versionMax = 68;

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** Takes an address apart; refuses an unknown version and anything that is not of the data API. */
export const parseTarget = (target: string): ApiTarget => {
  const cut = target.indexOf('?');
  const path = cut < 0 ? target : target.slice(0, cut);
  const found = versionPattern.exec(path);
  const version = Number(found?.[1] ?? 0);
  if (!found || version < versionMin || version > versionMax) return notFound();
  return {
    base: found[0],
    path: path
      .slice(found[0].length)
      .split('/')
      .filter((part) => part !== '')
      .map(decode),
    query: new URLSearchParams(cut < 0 ? '' : target.slice(cut + 1)),
  };
};

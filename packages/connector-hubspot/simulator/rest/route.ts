/** What a path names, whichever style it is written in. */
export interface Route {
  /** `objects`, `properties`, `account-info` and the like. */
  readonly area: string;
  /** `v3`, `v4`, `v1` or a date. */
  readonly version: string;
  /** What follows, decoded. */
  readonly parts: readonly string[];
}

// HubSpot: versions that paths may carry in 2026. developers.hubspot.com, read 2026-11-21
const dated = /^20\d\d-(?:03|09)(?:-beta)?$/u;
const known: ReadonlySet<string> = new Set([
  '2025-09',
  '2026-03',
  '2026-09',
  '2026-09-beta',
  '2027-03-beta',
]);

const legacy: Readonly<Record<string, readonly string[]>> = {
  v3: ['associations', 'objects', 'owners', 'pipelines', 'properties', 'schemas'],
  v4: ['objects', 'associations'],
};

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

const crmRoute = ([first = '', second = '', ...parts]: readonly string[]): Route | null => {
  if (dated.test(second)) return known.has(second) ? { area: first, version: second, parts } : null;
  return legacy[first]?.includes(second) === true ? { area: second, version: first, parts } : null;
};

/** Reads a path; null for one that belongs to nothing. */
export const parseRoute = (path: string): Route | null => {
  const [root = '', ...rest] = path
    .split('/')
    .filter((part) => part !== '')
    .map(decode);
  if (root === 'crm') return crmRoute(rest);
  const [version = '', ...parts] = rest;
  if (root === 'crm-object-schemas' && known.has(version))
    return parts[0] === 'schemas' ? { area: 'schemas', version, parts: parts.slice(1) } : null;
  const isOther = root === 'account-info' || root === 'oauth';
  return isOther && (/^v[123]$/u.test(version) || known.has(version))
    ? { area: root, version, parts }
    : null;
};

/** Whether a version is a date. */
export const isDated = (version: string): boolean => dated.test(version);

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
const dated: ReadonlySet<string> = new Set([
  '2025-09',
  '2026-03',
  '2026-09',
  '2026-09-beta',
  '2027-03-beta',
]);

const crmAreas = ['associations', 'objects', 'owners', 'pipelines', 'properties', 'schemas'];

// HubSpot: what paths begin with. Schemas and association labels have a second address each, which the official clients
// call. developers.hubspot.com, read 2026-11-21; @hubspot/api-client 14.0.1, read 2026-11-22
const addresses: ReadonlySet<string> = new Set([
  ...crmAreas.flatMap((area) => [`crm/v3/${area}`, `crm/${area}/dated`]),
  'crm/v4/associations',
  'crm/v4/objects',
  'crm/associations/v4',
  'crm-object-schemas/v3/schemas',
  'crm-object-schemas/dated/schemas',
  'account-info/v3',
  'account-info/dated',
  'oauth/v1',
  'oauth/v2',
  'oauth/v3',
  'oauth/dated',
]);
const roots: ReadonlySet<string> = new Set(['crm', 'crm-object-schemas']);

/** Whether a version is a date. */
export const isDated = (version: string): boolean => dated.has(version);

const isVersion = (word: string): boolean => isDated(word) || /^v\d$/u.test(word);

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

const routeBy = (words: readonly string[], length: number): Route | null => {
  const begin = words.slice(0, length);
  if (!addresses.has(begin.map((word) => (isDated(word) ? 'dated' : word)).join('/'))) return null;
  return {
    area: begin.find((word) => !roots.has(word) && !isVersion(word)) ?? '',
    version: begin.find(isVersion) ?? '',
    parts: words.slice(length).map(decode),
  };
};

/** Reads a path; null for one that belongs to nothing. */
export const parseRoute = (path: string): Route | null => {
  const words = path.split('/').filter((part) => part !== '');
  return routeBy(words, 3) ?? routeBy(words, 2);
};

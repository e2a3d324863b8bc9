/** Which addresses of HubSpot's API are used. The bodies are the same under each. */
export interface Paths {
  readonly name: 'legacy' | '2026-09';
  /** An address of the official client, as it is under these paths. */
  readonly toPath: (legacy: string) => string;
}

// HubSpot: the date-versioned address of each legacy one. Legacy objects, properties, owners and
// pipelines are supported until September 2027, v4 until 2027-03-30, `/oauth/v1` until 2027-02-16.
// developers.hubspot.com changelog and OpenAPI descriptions, read 2026-11-21
const table: readonly (readonly [legacy: string, dated: string])[] = [
  ['/crm/v3/objects', '/crm/objects/2026-09'],
  ['/crm/v3/properties', '/crm/properties/2026-09'],
  ['/crm/v3/owners', '/crm/owners/2026-09'],
  ['/crm/v3/pipelines', '/crm/pipelines/2026-09'],
  ['/crm/v4/associations', '/crm/associations/2026-09'],
  ['/account-info/v3', '/account-info/2026-09'],
  ['/oauth/v3', '/oauth/2026-09'],
  // It has no other address.
  ['/oauth/v2/private-apps', '/oauth/v2/private-apps'],
];

const toDated = (path: string): string => {
  const row = table.find(([legacy]) => path === legacy || path.startsWith(`${legacy}/`));
  if (row === undefined) throw new Error(`paths: no date-versioned address of ${path}`);
  const [legacy, dated] = row;
  return dated + path.slice(legacy.length);
};

/** The addresses that the official client knows. */
export const legacyPaths: Paths = { name: 'legacy', toPath: (path) => path };

/** The addresses of September 2026, supported for 18 months. */
export const datedPaths: Paths = { name: '2026-09', toPath: toDated };

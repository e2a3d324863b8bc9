import type { Endpoint } from './api-types.ts';
import { isDated, type Route } from './route.ts';

/** An endpoint with the parts of the path that it names. */
export interface FoundEndpoint {
  readonly endpoint: Endpoint;
  readonly params: Readonly<Record<string, string>>;
}

const fit = (pattern: string, parts: readonly string[]): Record<string, string> | null => {
  const wanted = pattern === '' ? [] : pattern.split('/');
  if (wanted.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [at, name] of wanted.entries()) {
    const part = parts[at] ?? '';
    if (name.startsWith(':')) params[name.slice(1)] = part;
    else if (name !== part) return null;
  }
  return params;
};

/** The first endpoint of that method that fits a route; null for none. */
export const findEndpoint = (
  endpoints: readonly Endpoint[],
  method: string,
  { area, version, parts }: Route,
): FoundEndpoint | null => {
  for (const endpoint of endpoints) {
    const isServed =
      endpoint.legacy === undefined ||
      isDated(version) ||
      endpoint.legacy.split(' ').includes(version);
    if (endpoint.area !== area || endpoint.method !== method || !isServed) continue;
    const params = fit(endpoint.path, parts);
    if (params) return { endpoint, params };
  }
  return null;
};

import { isDated, type Route } from './route.ts';

/** Where an endpoint is. */
export interface Place {
  readonly area: string;
  readonly method: string;
  /** Parts of the path; one that begins with `:` takes any text. */
  readonly path: string;
  /** Versions of the paths that have it, `dated` for those that are dates; all where left out. */
  readonly versions?: string;
}

/** An endpoint with the parts of the path that it names, or the methods that the path has instead. */
export type Found<Endpoint extends Place> =
  | { readonly endpoint: Endpoint; readonly params: Readonly<Record<string, string>> }
  | { readonly methods: readonly string[] };

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

const isServed = ({ versions }: Place, version: string): boolean =>
  versions === undefined || versions.split(' ').includes(isDated(version) ? 'dated' : version);

/** The endpoint of that method and route; null where nothing is there. Of two paths that fit the first is meant. */
export const findEndpoint = <Endpoint extends Place>(
  endpoints: readonly Endpoint[],
  method: string,
  { area, version, parts }: Route,
): Found<Endpoint> | null => {
  const served = endpoints.filter((each) => each.area === area && isServed(each, version));
  const first = served.find(({ path }) => fit(path, parts));
  if (!first) return null;
  const there = served.filter(({ path }) => path === first.path);
  const endpoint = there.find((each) => each.method === (method === 'HEAD' ? 'GET' : method));
  return endpoint
    ? { endpoint, params: fit(endpoint.path, parts) ?? {} }
    : { methods: there.map((each) => each.method) };
};

import type { ApiCall, ApiReply, Endpoint } from './api-types.ts';
import { json, notFound, otherMethod } from './replies.ts';

const list = ({ base }: ApiCall, path: string, names: string): Record<string, string> =>
  Object.fromEntries(names.split(' ').map((name) => [name, `${base}/${path}${name}`]));

const resources =
  'tooling tabs quickActions queryAll search composite parameterizedSearch theme recent limits query jobs sobjects';

/** What an address that is no resource itself leads to; Salesforce names the caller among the org's resources. */
const lists = new Map<string, (call: ApiCall) => object>([
  [
    '',
    (call) => ({
      ...list(call, '', resources),
      identity: `${call.origin}/id/${call.state.org.id}/${call.userId}`,
    }),
  ],
  ['jobs', (call) => list(call, 'jobs/', 'ingest query')],
  ['tooling', (call) => list(call, 'tooling/', 'query')],
  ['composite', (call) => list(call, 'composite/', 'tree batch sobjects graph')],
  // Nobody has looked at anything in this org, nor set up a tab, an action or a theme.
  ['recent', () => []],
  ['tabs', () => []],
  ['quickActions', () => []],
  ['theme', () => ({ themeItems: [] })],
]);

const answer = (call: ApiCall): ApiReply =>
  json(200, lists.get(call.path[0] ?? '')?.(call) ?? notFound());

/** The lists of what there is: of the API, of some of its resources, and of what an org has none of. */
export const resourcesEndpoint: Endpoint = (call) => {
  const [name = '', ...more] = call.path;
  if (more.length > 0 || !lists.has(name)) return null;
  const allowed = name === 'composite' ? 'GET,HEAD,POST' : 'GET,HEAD';
  return otherMethod(call, allowed) ?? answer(call);
};

import type { TokenInUse } from '@concord/core/contract';
import { BatchApiRequestFactory as LinkBatch } from '@hubspot/api-client/lib/codegen/crm/associations/v4/apis/BatchApi.js';
import { createConfiguration as ofLinks } from '@hubspot/api-client/lib/codegen/crm/associations/v4/configuration.js';
import { ServerConfiguration as LinkServer } from '@hubspot/api-client/lib/codegen/crm/associations/v4/servers.js';
import { BasicApiRequestFactory as ObjectBasic } from '@hubspot/api-client/lib/codegen/crm/objects/apis/BasicApi.js';
import { BatchApiRequestFactory as ObjectBatch } from '@hubspot/api-client/lib/codegen/crm/objects/apis/BatchApi.js';
import { SearchApiRequestFactory as ObjectSearch } from '@hubspot/api-client/lib/codegen/crm/objects/apis/SearchApi.js';
import { createConfiguration as ofObjects } from '@hubspot/api-client/lib/codegen/crm/objects/configuration.js';
import { ServerConfiguration as ObjectServer } from '@hubspot/api-client/lib/codegen/crm/objects/servers.js';
import { OwnersApiRequestFactory as Owners } from '@hubspot/api-client/lib/codegen/crm/owners/apis/OwnersApi.js';
import { createConfiguration as ofOwners } from '@hubspot/api-client/lib/codegen/crm/owners/configuration.js';
import { ServerConfiguration as OwnerServer } from '@hubspot/api-client/lib/codegen/crm/owners/servers.js';
import { PipelinesApiRequestFactory as Pipelines } from '@hubspot/api-client/lib/codegen/crm/pipelines/apis/PipelinesApi.js';
import { createConfiguration as ofPipelines } from '@hubspot/api-client/lib/codegen/crm/pipelines/configuration.js';
import { ServerConfiguration as PipelineServer } from '@hubspot/api-client/lib/codegen/crm/pipelines/servers.js';
import { CoreApiRequestFactory as Properties } from '@hubspot/api-client/lib/codegen/crm/properties/apis/CoreApi.js';
import { createConfiguration as ofProperties } from '@hubspot/api-client/lib/codegen/crm/properties/configuration.js';
import { ServerConfiguration as PropertyServer } from '@hubspot/api-client/lib/codegen/crm/properties/servers.js';

/** A request that the official client has built; none is ever sent by it. */
export interface BuiltRequest {
  /** Whole, below `origin`. */
  getUrl(): string;
  getHttpMethod(): string;
  /** JSON text; `undefined` when there is none. */
  getBody(): unknown;
  getHeaders(): Readonly<Record<string, string>>;
  /** Makes the body of a question about our token; see `AccountRequest.bodyFrom`. */
  readonly bodyFrom?: (token: TokenInUse) => string;
}

/** Only the path of a request matters: `Context.fetch` knows the account's origin. */
const origin = 'https://account.invalid';

const plain = (
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): BuiltRequest => ({
  getUrl: () => origin + path,
  getHttpMethod: () => method,
  getBody: () => undefined,
  getHeaders: () => ({ accept: 'application/json', ...headers }),
});

const contentTypes = { form: 'application/x-www-form-urlencoded', json: 'application/json' };

const objects = ofObjects({ baseServer: new ObjectServer(origin, {}) });
const links = ofLinks({ baseServer: new LinkServer(origin, {}) });
const properties = ofProperties({ baseServer: new PropertyServer(origin, {}) });
const pipelines = ofPipelines({ baseServer: new PipelineServer(origin, {}) });
const owners = ofOwners({ baseServer: new OwnerServer(origin, {}) });

/**
 * What builds requests, part by part of HubSpot's API; each method takes what the official client's
 * method of that name takes. Nothing else of that client is used: it repeats POSTs, shares its
 * limits over all accounts, and loses the status of a broken answer.
 */
export const requests = {
  objects: new ObjectBasic(objects),
  batch: new ObjectBatch(objects),
  search: new ObjectSearch(objects),
  links: new LinkBatch(links),
  properties: new Properties(properties),
  pipelines: new Pipelines(pipelines),
  owners: new Owners(owners),
  /** A question that the official client has no method for. */
  get: (path: string) => plain('GET', path, {}),
  /** A question about our token, which it carries in its body. */
  about: (
    path: string,
    form: 'form' | 'json',
    bodyFrom: (token: TokenInUse) => string,
  ): BuiltRequest => ({ ...plain('POST', path, { 'content-type': contentTypes[form] }), bodyFrom }),
};

/** What builds requests. */
export type Requests = typeof requests;

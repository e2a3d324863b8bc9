import type { Access } from '../org/access.ts';
import { refuse } from '../org/record-error.ts';
import { isTooling } from '../schema/objects/tooling-objects.ts';
import { runQuery } from '../soql/run-query.ts';
import { syncToolingRows } from '../tooling/tooling-rows.ts';
import type { ApiCall, ApiReply, Endpoint } from './api-types.ts';
import { otherMethod } from './replies.ts';
import { toolingCustomField } from './tooling-custom-field.ts';

/** The Tooling API shows its own objects, whatever field-level security says, and no records of others. */
const toolingAccess = (access: Access): Access => ({
  ...access,
  may: (action, object) => action === 'read' && isTooling(object),
  canRead: (_, field) => field >= 0,
});

const query = (call: ApiCall): ApiReply => {
  const { org } = call.state;
  const soql = call.query.get('q') ?? '';
  if (soql.trim() === '') refuse('MALFORMED_QUERY', 'A query string has to be specified');
  const access = toolingAccess(org.access(call.userId));
  const base = `${call.base}/tooling`;
  const answer = runQuery({ org, access, base, includeDeleted: false }, soql);
  const [texts, size] =
    answer.kind === 'groups'
      ? [answer.records, answer.totalSize]
      : [answer.rows.map(answer.text), answer.rows.length];
  const entity = `"entityTypeName":${JSON.stringify(answer.kind === 'rows' ? answer.table.object.name : null)}`;
  const body = `{"size":${size},"totalSize":${size},"done":true,"queryLocator":null,${entity},"records":[${texts.join(',')}]}`;
  return { status: 200, body };
};

/** `/tooling`: custom fields, and queries about them and about objects. */
export const toolingEndpoint: Endpoint = (call) => {
  const [resource, part, name, id, ...more] = call.path;
  if (resource !== 'tooling' || part === undefined || more.length > 0) return null;
  syncToolingRows(call.state.org);
  if (part === 'query' && name === undefined) return otherMethod(call, 'GET,HEAD') ?? query(call);
  const isField = part === 'sobjects' && name?.toLowerCase() === 'customfield';
  return isField ? toolingCustomField(call, id) : null;
};

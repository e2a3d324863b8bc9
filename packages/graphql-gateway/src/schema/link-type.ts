import type { Link } from '@concord/core/ports';
import { builder } from './builder.ts';
import { connectionOf, CrmConnectionType } from './connection-type.ts';

/** Which CRM record is a platform record's. */
export const CrmLinkType = builder.objectRef<Link>('CrmLink').implement({
  description: 'Which CRM record is the platform record.',
  fields: (t) => ({
    connection: t.field({
      type: CrmConnectionType,
      nullable: true,
      description: 'The connection that holds the CRM record.',
      resolve: (link, _args, context) => connectionOf(link.connectionId, context),
    }),
    crmObject: t.exposeString('crmObject', { description: "The CRM object's own name." }),
    crmId: t.exposeString('crmId', { description: "The record's id in the CRM." }),
    createdByUs: t.exposeBoolean('createdByUs', {
      description: 'Whether we created the CRM record.',
    }),
  }),
});

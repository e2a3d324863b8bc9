import type { PlatformObject } from '@concord/core/platform';
import { builder, type GatewayContext } from './builder.ts';
import { connectionOf, CrmConnectionType } from './connection-type.ts';
import { CrmLinkType } from './link-type.ts';
import { addRecordFields } from './record-fields.ts';
import { CompanyType, OpportunityType, PersonType } from './record-refs.ts';

/** The one CRM record that an opportunity is; `null` once the CRM removed it. */
const linkOf = async (id: string, { loaders }: GatewayContext) =>
  (await loaders.links(id))?.[0] ?? null;

const partiesOf = async (id: string, object: PlatformObject, { loaders }: GatewayContext) =>
  ((await loaders.parties(id)) ?? []).filter((record) => record.object === object);

builder.objectType(OpportunityType, {
  description: 'A deal of a CRM, which owns it: it is read and never written.',
  fields: (t) => ({
    connection: t.field({
      type: CrmConnectionType,
      nullable: true,
      description: 'The connection whose CRM owns it.',
      resolve: async ({ id }, _args, context) => {
        const link = await linkOf(id, context);
        return link === null ? null : connectionOf(link.connectionId, context);
      },
    }),
    link: t.field({
      type: CrmLinkType,
      nullable: true,
      description: 'The CRM record that it is.',
      resolve: ({ id }, _args, context) => linkOf(id, context),
    }),
    companies: t.field({
      type: [CompanyType],
      description: 'The companies it is with.',
      resolve: ({ id }, _args, context) => partiesOf(id, 'company', context),
    }),
    people: t.field({
      type: [PersonType],
      description: 'The people who have a part in it.',
      resolve: ({ id }, _args, context) => partiesOf(id, 'person', context),
    }),
  }),
});

addRecordFields(OpportunityType, 'opportunity');

/** A page of opportunities. */
export const OpportunityConnectionType = builder.connectionObject(
  { name: 'OpportunityConnection', type: OpportunityType, description: 'A page of opportunities.' },
  { name: 'OpportunityEdge', description: 'An opportunity at its place in the list.' },
);

import type { Permission } from '@concord/core/contract';
import type { PermissionCheck } from '../check-permissions.ts';
import { builder } from './builder.ts';
import { PermissionStateEnum } from './enums.ts';
import { FailureType } from './failure-type.ts';

const PermissionType = builder.objectRef<Permission>('Permission').implement({
  description: 'One permission of our user in the CRM.',
  fields: (t) => ({
    name: t.exposeString('name', { description: "The name that the CRM's admin knows it by." }),
    state: t.expose('state', {
      type: PermissionStateEnum,
      description: 'Whether our user has it.',
    }),
    neededFor: t.exposeString('neededFor', { description: 'What needs it.' }),
    remedy: t.exposeString('remedy', {
      nullable: true,
      description: 'How to grant it; null when it is granted.',
    }),
  }),
});

/** What our user may do in the CRM (R-ERR-5). */
export const PermissionCheckType = builder.objectRef<PermissionCheck>('PermissionCheck').implement({
  description: 'What our user may do in the CRM, each permission by name.',
  fields: (t) => ({
    list: t.field({
      type: [PermissionType],
      description: 'Every permission that is needed; empty when the CRM could not be asked.',
      resolve: ({ list }) => [...list],
    }),
    missing: t.field({
      type: [PermissionType],
      description: 'Those that our user lacks.',
      resolve: ({ list }) => list.filter(({ state }) => state === 'missing'),
    }),
    failure: t.field({
      type: FailureType,
      nullable: true,
      description: 'Why the CRM could not be asked; null when it was.',
      resolve: ({ failure }) => failure,
    }),
  }),
});

import type { Failure } from '@concord/core/policy';
import { builder } from './builder.ts';
import { FailureClassEnum } from './outcome-enums.ts';

/** Why work stopped, with what to do about it. */
export const FailureType = builder.objectRef<Failure>('Failure').implement({
  description: 'Why work could not go on, and what a person can do about it.',
  fields: (t) => ({
    class: t.expose('class', {
      type: FailureClassEnum,
      description: 'The kind of obstacle.',
    }),
    code: t.exposeString('code', { description: "The connector's code for it." }),
    message: t.exposeString('message', { description: "The CRM's own words, or ours." }),
    remedy: t.exposeString('remedy', { description: 'The next thing to do.' }),
    field: t.exposeString('field', {
      nullable: true,
      description: 'The CRM field at fault; null when the CRM does not say.',
    }),
  }),
});

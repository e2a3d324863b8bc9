import type { Finding } from '@concord/core/policy';
import { builder } from './builder.ts';
import { FindingCodeEnum, PlatformObjectEnum, SeverityEnum } from './enums.ts';

/** What is wrong with a mapping. */
export const FindingType = builder.objectRef<Finding>('Finding').implement({
  description: 'What is wrong with a field mapping, or with a missing one.',
  fields: (t) => ({
    object: t.expose('object', {
      type: PlatformObjectEnum,
      description: 'The platform object whose mappings it is about.',
    }),
    crmObject: t.exposeString('crmObject', { description: "The CRM object's own name." }),
    crmField: t.exposeString('crmField', { description: "The CRM field's own name." }),
    platformField: t.exposeString('platformField', {
      nullable: true,
      description: 'Key of the platform field; null when none is mapped.',
    }),
    severity: t.expose('severity', {
      type: SeverityEnum,
      description: 'Whether it keeps the mapping from being used.',
    }),
    code: t.expose('code', {
      type: FindingCodeEnum,
      description: 'The kind of problem.',
    }),
    message: t.exposeString('message', { description: 'What is wrong.' }),
    remedy: t.exposeString('remedy', { description: 'What to do about it.' }),
  }),
});

import type { PlatformRecord } from '@concord/core/platform';
import { builder } from './builder.ts';
import { addPartyFields } from './party-fields.ts';
import { addRecordFields } from './record-fields.ts';
import { CompanyType } from './record-refs.ts';

builder.objectType(CompanyType, {
  description: 'A company of the platform, one of a kind by its domain.',
  fields: (t) => ({
    domain: t.string({
      description: 'Its domain, normalised: what it is matched by.',
      resolve: (company: PlatformRecord) => company.key,
    }),
  }),
});

addPartyFields(CompanyType);
addRecordFields(CompanyType, 'company');

/** A page of companies. */
export const CompanyConnectionType = builder.connectionObject(
  { name: 'CompanyConnection', type: CompanyType, description: 'A page of companies.' },
  { name: 'CompanyEdge', description: 'A company at its place in the list.' },
);

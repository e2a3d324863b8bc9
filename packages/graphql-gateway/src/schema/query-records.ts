import { findRecord } from '../find-record.ts';
import { builder } from './builder.ts';
import { CompanyConnectionType } from './company-type.ts';
import { pageArgs } from './page-args.ts';
import { pageComplexity, toConnection, toPageQuery } from './page.ts';
import { PersonConnectionType } from './person-type.ts';
import { CompanyType, PersonType } from './record-refs.ts';
import { toSearch } from './search-text.ts';

const CompanyFilterInput = builder.inputType('CompanyFilter', {
  description: 'Which companies to list; every part that is given must hold.',
  fields: (t) => ({
    domain: t.string({
      description: 'Whose domain begins with this text; where none does, contains it.',
    }),
    crmObject: t.string({
      description: 'Which a CRM holds as this object, by its own name: `Account`.',
    }),
    hasOpenOpportunity: t.boolean({
      description: 'Which have an open opportunity in any CRM; with false those that have none.',
    }),
  }),
});

const PersonFilterInput = builder.inputType('PersonFilter', {
  description: 'Which people to list; every part that is given must hold.',
  fields: (t) => ({
    email: t.string({
      description: 'Whose email address begins with this text; where none does, contains it.',
    }),
    companyId: t.id({ description: 'Who belong to this company.' }),
    crmObject: t.string({
      description: 'Whom a CRM holds as this object, by its own name: `Lead`.',
    }),
    hasOpenOpportunity: t.boolean({
      description: 'Who have an open opportunity in any CRM; with false those who have none.',
    }),
  }),
});

/** The parts that companies and people are both narrowed by; `hasOpenOpportunity` is R-OPP-3. */
interface SharedFilter {
  readonly crmObject?: string | null | undefined;
  readonly hasOpenOpportunity?: boolean | null | undefined;
}

const toShared = (filter: SharedFilter | null | undefined) => ({
  ...(filter?.crmObject != null && { crmObject: filter.crmObject }),
  ...(filter?.hasOpenOpportunity != null && { hasOpenOpportunity: filter.hasOpenOpportunity }),
});

builder.queryFields((t) => ({
  company: t.field({
    type: CompanyType,
    nullable: true,
    description: 'One company by id or by domain; null when there is none.',
    args: {
      id: t.arg.id({ description: 'Id of the company.' }),
      domain: t.arg.string({ description: 'Its domain, in any spelling: `www.Acme.com`.' }),
    },
    resolve: (_root, { id, domain }, context) =>
      findRecord({ object: 'company', id, key: domain }, context),
  }),
  person: t.field({
    type: PersonType,
    nullable: true,
    description: 'One person by id or by email address; null when there is none.',
    args: {
      id: t.arg.id({ description: 'Id of the person.' }),
      email: t.arg.string({ description: 'The email address, in any spelling.' }),
    },
    resolve: (_root, { id, email }, context) =>
      findRecord({ object: 'person', id, key: email }, context),
  }),
  companies: t.field({
    type: CompanyConnectionType,
    description: 'The companies of the platform, in a stable order.',
    complexity: pageComplexity,
    args: {
      filter: t.arg({ type: CompanyFilterInput, description: 'Which companies; all without.' }),
      ...pageArgs(t.arg),
    },
    resolve: async (_root, args, { store }) => {
      const query = toPageQuery('companies', args);
      const page = await store.listRecords({
        ...query,
        object: 'company',
        ...toSearch('domain', args.filter?.domain),
        ...toShared(args.filter),
      });
      return toConnection('companies', page, query);
    },
  }),
  people: t.field({
    type: PersonConnectionType,
    description: 'The people of the platform, in a stable order.',
    complexity: pageComplexity,
    args: {
      filter: t.arg({ type: PersonFilterInput, description: 'Which people; all without.' }),
      ...pageArgs(t.arg),
    },
    resolve: async (_root, args, { store }) => {
      const query = toPageQuery('people', args);
      const page = await store.listRecords({
        ...query,
        object: 'person',
        ...toSearch('email', args.filter?.email),
        ...(args.filter?.companyId != null && { companyId: args.filter.companyId }),
        ...toShared(args.filter),
      });
      return toConnection('people', page, query);
    },
  }),
}));

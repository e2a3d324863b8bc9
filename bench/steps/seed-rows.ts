import type { Client } from 'pg';
import { connectionId as readId } from './open-bench-runner.ts';

/** Where rows are seeded, and how many. */
export interface Seeding {
  readonly client: Client;
  readonly connectionId: string;
  /** Records of the mirror, of all objects together. */
  readonly mirrored: number;
  readonly outcomes: number;
}

/** How many of each object make up a mirror of so many records. */
export const sharesOf = (mirrored: number) => ({
  accounts: Math.round(mirrored * 0.1),
  contacts: Math.round(mirrored * 0.78),
  leads: Math.round(mirrored * 0.1),
  opportunities: Math.round(mirrored * 0.02),
});

/** What rows are named by: the same number gives the same names in every table. */
const names = `
  create function pg_temp.one_of(words text, n bigint) returns text immutable language sql as
    $$ select (string_to_array(words, ' '))[1 + n % array_length(string_to_array(words, ' '), 1)] $$;
  create function pg_temp.crm_id(prefix text, n bigint) returns text immutable language sql as
    $$ select prefix || '5f0' || lpad(n::text, 9, '0') || 'AAA' $$;
  create function pg_temp.record_id(kind text, n bigint) returns text immutable language sql as
    $$ select lpad(to_hex(27000000 + n), 8, '0') || '-' || substr(md5(kind || n), 1, 4) || '-7' ||
      substr(md5(kind || n), 5, 3) || '-b' || substr(md5(kind || n), 8, 3) || '-' ||
      substr(md5(kind || n), 11, 12) $$;
  create function pg_temp.domain(n bigint) returns text immutable language sql as
    $$ select pg_temp.one_of('granite indigo harbor cedar falcon summit ridge amber', n) ||
      pg_temp.one_of('media works pharma security ventures labs energy freight', n / 8) || n ||
      '.example' $$;
  create function pg_temp.first_name(n bigint) returns text immutable language sql as
    $$ select pg_temp.one_of('ada ida selma carmen jonas mikko priya rosa tariq wendy', n) $$;
  create function pg_temp.last_name(n bigint) returns text immutable language sql as
    $$ select pg_temp.one_of('becker fischer gruber nguyen okafor marino lovelace diaz', n / 7) $$;
  create function pg_temp.email(n bigint, host text) returns text immutable language sql as
    $$ select pg_temp.first_name(n) || '.' || pg_temp.last_name(n) || n || '@' || host $$;`;

/** By object, what a read asks for: a row that lacks any of it is no proof, and the CRM is asked. */
type FieldNames = ReadonlyMap<string, readonly string[]>;

async function namesOfFields(client: Client): Promise<FieldNames> {
  const { rows } = await client.query<{ object: string; held: string[] }>(`
    select crm_object as object, array(select json_object_keys(fields::json)) as held
    from (select distinct on (crm_object) crm_object, fields from concord.mirror
      where connection_id = '${readId}' order by crm_object) one`);
  return new Map(rows.map(({ object, held }) => [object, held]));
}

const accountValues = {
  Name: 'Keystone Energy GmbH',
  BillingStreet: '693 Amber Street',
  BillingCity: 'San Francisco',
  BillingCountry: 'United States',
  Website: '<key>',
  Description: 'Met at the fair, see the last call.',
};

const personValues = {
  FirstName: 'Beatriz',
  LastName: 'Lehmann',
  Phone: '+1 700 555 0112',
  Email: '<key>',
  Title: 'VP Engineering',
};

const contactValues = { ...personValues, AccountId: '<account>', MailingCity: 'Lisbon' };

const leadValues = { ...personValues, Company: 'Keystone Energy GmbH', City: 'Lisbon' };

const opportunityValues = { Name: 'Renewal', StageName: 'Prospecting', Amount: 100 };

/** All that a read asks for, empty but for what is given. */
const filled = (known: FieldNames, object: string, values: object): string => {
  const empty = (known.get(object) ?? []).map((name) => [name, null]);
  if (empty.length === 0) throw new Error(`no ${object} was read to take the fields from`);
  return JSON.stringify({ ...Object.fromEntries(empty), ...values });
};

const sources = (object: string, fields: readonly string[]) => [
  [seeded, object, '<crm>', ...fields],
];
const seeded = '<connection>';

const body = (object: string, fields: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({
    keys: ['<key>'],
    fields,
    sources: sources(object, Object.keys(fields)),
    updatedAt: '2026-11-20T12:00:00.000Z',
  });

const companyBody = body('Account', {
  domain: '<key>',
  name: 'Keystone Energy GmbH',
  street: '693 Amber Street',
  city: 'San Francisco',
  country: 'US',
  description: 'Met at the fair, see the last call.',
  doNotContact: false,
});

const personBody = (object: string) =>
  body(object, {
    email: '<key>',
    firstName: 'Beatriz',
    lastName: 'Lehmann',
    title: 'VP Engineering',
    city: 'Lisbon',
    leadSource: 'Phone Inquiry',
    emailOptOut: false,
    doNotCall: false,
  });

const opportunityBody = body('Opportunity', { name: 'Renewal', stage: 'Prospecting', amount: 100 });

/** One object, as it stands in the mirror and on the platform. */
interface Kind {
  readonly crmObject: string;
  readonly prefix: string;
  readonly object: 'company' | 'person' | 'opportunity';
  readonly count: number;
  readonly keyKind: 'domain' | 'email' | null;
  /** Of row `n`. */
  readonly key: string;
  /** Of row `n`, a row of accounts; `null` for none. */
  readonly account: string | null;
  readonly fields: string;
  readonly body: string;
}

const kindsOf = (mirrored: number, known: FieldNames): readonly Kind[] => {
  const { accounts, contacts, leads, opportunities } = sharesOf(mirrored);
  const account = `1 + n % ${accounts}`;
  const person = { object: 'person', keyKind: 'email' } as const;
  return [
    {
      crmObject: 'Account',
      prefix: '001',
      object: 'company',
      count: accounts,
      keyKind: 'domain',
      key: 'pg_temp.domain(n)',
      account: null,
      fields: filled(known, 'Account', accountValues),
      body: companyBody,
    },
    {
      ...person,
      crmObject: 'Contact',
      prefix: '003',
      count: contacts,
      key: `pg_temp.email(n, pg_temp.domain(${account}))`,
      account,
      fields: filled(known, 'Contact', contactValues),
      body: personBody('Contact'),
    },
    {
      ...person,
      crmObject: 'Lead',
      prefix: '00Q',
      count: leads,
      key: "pg_temp.email(n, 'lead' || n % 997 || '.example')",
      account: null,
      fields: filled(known, 'Lead', leadValues),
      body: personBody('Lead'),
    },
    {
      crmObject: 'Opportunity',
      prefix: '006',
      object: 'opportunity',
      count: opportunities,
      keyKind: null,
      key: "'<connection>/Opportunity/' || pg_temp.crm_id('006', n)",
      account: null,
      fields: filled(known, 'Opportunity', opportunityValues),
      body: opportunityBody,
    },
  ];
};

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The rows of one object: the mirror's, their keys, the platform's, their keys and the links. */
const insertKind = (kind: Kind, connectionId: string): string => {
  const { crmObject, prefix, object, count, keyKind, key, account } = kind;
  const of = `'${connectionId}', '${crmObject}', one.crm`;
  const keys = keyKind === null ? "'[]'" : `'[{"kind":"${keyKind}","value":"' || one.key || '"}]'`;
  const fill = (template: string) =>
    `replace(replace(replace(${literal(template.replaceAll(seeded, connectionId))},
      '<key>', one.key), '<crm>', one.crm), '<account>', coalesce(one.account_crm, ''))`;
  return `
    create temp table one as
    select pg_temp.record_id('${crmObject}', n) as id, pg_temp.crm_id('${prefix}', n) as crm,
      ${key.replaceAll(seeded, connectionId)} as key, ${account ?? 'null::bigint'} as account,
      pg_temp.crm_id('001', ${account ?? 'null'}) as account_crm
    from generate_series(1::bigint, ${count}) n;
    insert into concord.mirror (connection_id, crm_object, crm_id, modified_at, revision, removed,
      keys, fields)
    select ${of}, '2026-11-20T12:00:00.000Z', '2026-11-20T12:00:00.000Z', false, ${keys},
      ${fill(kind.fields)} from one;
    insert into concord.platform_record (id, object, key, company_id, version, body)
    select one.id, '${object}', one.key, pg_temp.record_id('Account', one.account), 1,
      ${fill(kind.body)} from one;
    insert into concord.platform_key (object, key, record_id)
    select '${object}', one.key, one.id from one;
    insert into concord.link (connection_id, crm_object, crm_id, record_id, created_by_us)
    select ${of}, one.id, false from one;
    insert into concord.mirror_count (connection_id, crm_object, live)
    values ('${connectionId}', '${crmObject}', ${count});
    ${
      keyKind === null
        ? ''
        : `insert into concord.mirror_key (connection_id, kind, value, crm_object, crm_id)
           select '${connectionId}', '${keyKind}', one.key, '${crmObject}', one.crm from one;`
    }
    drop table one;`;
};

/** Every opportunity has an account and a contact; a third are open. */
const relate = (connectionId: string, mirrored: number): string => {
  const { accounts, contacts, opportunities } = sharesOf(mirrored);
  const pairs = `
    select pg_temp.crm_id('006', n) as deal, 'Account' as other,
      pg_temp.crm_id('001', 1 + n * 5 % ${accounts}) as other_id
    from generate_series(1::bigint, ${opportunities}) n
    union all
    select pg_temp.crm_id('006', n), 'Contact', pg_temp.crm_id('003', 1 + n * 5 % ${contacts})
    from generate_series(1::bigint, ${opportunities}) n`;
  return `
    insert into concord.relation
      (connection_id, source_object, source_id, crm_object, crm_id, other_object, other_id)
    select '${connectionId}', 'Opportunity', deal, 'Opportunity', deal, other, other_id
    from (${pairs}) pair
    union all
    select '${connectionId}', 'Opportunity', deal, other, other_id, 'Opportunity', deal
    from (${pairs}) pair;
    insert into concord.opportunity (id, is_open, close_date)
    select pg_temp.record_id('Opportunity', n), n % 3 = 0, '2026-12-01'
    from generate_series(1::bigint, ${opportunities}) n;`;
};

/**
 * Fills the mirror, the platform and what ties them, beside an account that was read, whose rows say
 * which fields there are.
 */
export async function seedRows({ client, connectionId, mirrored }: Seeding): Promise<void> {
  const known = await namesOfFields(client);
  await client.query(names);
  for (const kind of kindsOf(mirrored, known)) await client.query(insertKind(kind, connectionId));
  await client.query(relate(connectionId, mirrored));
}

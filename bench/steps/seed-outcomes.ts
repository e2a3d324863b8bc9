import type { Failure, FieldVerdict } from '@concord/core/policy';
import type { Outcome } from '@concord/core/ports';
import { searchTextOf } from '@concord/core/ports';
import { sharesOf } from './seed-rows.ts';
import type { Seeding } from './seed-rows.ts';

/** One kind of outcome, and how many of a hundred are of it. */
interface Kind {
  readonly share: number;
  readonly status: Outcome['status'];
  readonly reason: Outcome['reason'];
  readonly failure: Failure | null;
}

const none = { reason: null, failure: null };

const failed = (share: number, failure: Failure): Kind => ({
  share,
  status: 'failed',
  reason: null,
  failure,
});

/** `<n>` makes words of the CRM different for each record, as those that quote an id or a name. */
const kinds: readonly Kind[] = [
  { share: 35, status: 'updated', ...none },
  { share: 15, status: 'created', ...none },
  { share: 15, status: 'skipped', reason: 'no-email', failure: null },
  { share: 10, status: 'skipped', reason: 'nothing-to-write', failure: null },
  { share: 5, status: 'waiting', reason: 'company', failure: null },
  failed(8, {
    class: 'validation-rule',
    code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    message: 'Rule <rule>: a phone number must have a country code.',
    remedy: 'Change the rule or the mapping.',
    field: 'Phone',
  }),
  failed(6, {
    class: 'required-field',
    code: 'REQUIRED_FIELD_MISSING',
    message: 'Required fields are missing: [Region<rule>__c]',
    remedy: 'Map the field or give it a default.',
    field: 'Region__c',
  }),
  failed(3, {
    class: 'duplicate-rule',
    code: 'DUPLICATES_DETECTED',
    message: 'You are creating a duplicate record. Use 0035f0<n>AAA instead.',
    remedy: 'Change the duplicate rule.',
    field: null,
  }),
  failed(3, {
    class: 'permission',
    code: 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
    message: 'insufficient access rights on cross-reference id',
    remedy: 'Give the user access to the record.',
    field: null,
  }),
];

const verdicts: readonly FieldVerdict[] = [
  { crmField: 'FirstName', platformField: 'firstName', verdict: 'same' },
  { crmField: 'LastName', platformField: 'lastName', verdict: 'same' },
  { crmField: 'Title', platformField: 'title', verdict: 'kept' },
  { crmField: 'Phone', platformField: 'corporatePhone', verdict: 'empty' },
  { crmField: 'MailingCity', platformField: 'city', verdict: 'unit-kept' },
  { crmField: 'LeadSource', platformField: 'leadSource', verdict: 'kept' },
  { crmField: 'Unify_Most_Recent_Play__c', platformField: 'mostRecentPlay', verdict: 'managed' },
];

const outcomeOf = ({ status, reason, failure }: Kind, connectionId: string) => ({
  id: '<id>',
  connectionId,
  runId: '<run>',
  direction: 'write',
  object: 'person',
  crmObject: 'Contact',
  recordId: '<record>',
  crmId: '<crm>',
  status,
  reason,
  failure,
  verdicts: status === 'updated' || status === 'created' ? verdicts : [],
  written: status === 'updated' ? { Unify_Most_Recent_Play__c: 'Q4 outreach' } : {},
  before: status === 'updated' ? { Unify_Most_Recent_Play__c: null } : {},
  losers: [],
  attempt: 1,
  at: '<at>',
  retryAt: null,
});

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const quoted = (text: string | null): string => (text === null ? 'null' : literal(text));

/** Fills the places of a template from the columns of a row called `one`. */
const fill = (template: string): string =>
  ['id', 'run', 'record', 'crm', 'at', 'n', 'rule'].reduce(
    (text, name) => `replace(${text}, '<${name}>', one.${name})`,
    literal(template),
  );

/** Outcomes of one kind: those of a hundred that its share gives it. */
const insertKind = (kind: Kind, from: number, { connectionId }: Seeding): string => {
  const outcome = outcomeOf(kind, connectionId) as unknown as Outcome;
  return `
    insert into concord.outcome (id, connection_id, object, crm_object, direction, status, reason,
      class, record_id, run_id, at, search, body)
    select one.id, '${connectionId}', 'person', 'Contact', 'write', '${kind.status}',
      ${quoted(kind.reason)}, ${quoted(kind.failure?.class ?? null)}, one.record, one.run, one.at,
      lower(${fill(searchTextOf(outcome))}), ${fill(JSON.stringify(outcome))}::json
    from one where one.place >= ${from} and one.place < ${from + kind.share};`;
};

/** Outcomes and their runs, a run for every 200 outcomes, the newest from an hour ago. */
const prepare = ({ outcomes, mirrored }: Seeding): string => `
  create temp table one as
  select n * 37 % 100 as place, lpad(n::text, 9, '0') as n, (n % 40)::text as rule,
    pg_temp.record_id('outcome', n) as id, pg_temp.record_id('run', n / 200) as run,
    pg_temp.record_id('Contact', 1 + n * 3 % ${sharesOf(mirrored).contacts}) as record,
    pg_temp.crm_id('003', 1 + n * 3 % ${sharesOf(mirrored).contacts}) as crm,
    to_char(now() at time zone 'utc' - make_interval(secs => ${outcomes} - n + 3600),
      'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
  from generate_series(1::bigint, ${outcomes}) n`;

const runBody = (connectionId: string): string =>
  JSON.stringify({
    id: '<run>',
    connectionId,
    kind: 'write',
    state: 'done',
    objects: null,
    fields: null,
    queuedAt: '<at>',
    startedAt: '<at>',
    endedAt: '<at>',
    position: null,
    apiCalls: 3,
    failure: null,
  });

const insertRuns = ({ connectionId }: Seeding): string => `
  insert into concord.run (id, connection_id, kind, state, queued_at, counts, body)
  select one.run, '${connectionId}', 'write', 'done', one.at,
    '{"Contact":{"read":0,"created":30,"updated":70,"removed":0,"unchanged":0,"skipped":50,"failed":40,"waiting":10}}',
    ${fill(runBody(connectionId))}::json
  from (select distinct on (run) * from one order by run, at) one`;

/** What is asked for and not yet written. */
const insertRequests = ({ connectionId, mirrored }: Seeding): string => `
  insert into concord.write_request (id, connection_id, object, record_id, seq, state, due_at,
    attempt, created_at, defaults, trigger)
  select pg_temp.record_id('request', n), '${connectionId}', 'person',
    pg_temp.record_id('Contact', n), 1, 'pending', '2026-11-20T12:00:00.000Z', 0,
    '2026-11-20T12:00:00.000Z', '{}', '{"play":"Q4 outreach","sequence":null}'
  from generate_series(1::bigint, ${Math.ceil(mirrored / 500)}) n`;

/** What became of records, in runs, and what is asked for. */
export async function seedOutcomes(seeding: Seeding): Promise<void> {
  const { client } = seeding;
  await client.query(prepare(seeding));
  let from = 0;
  for (const kind of kinds) {
    await client.query(insertKind(kind, from, seeding));
    from += kind.share;
  }
  await client.query(insertRuns(seeding));
  await client.query(insertRequests(seeding));
}

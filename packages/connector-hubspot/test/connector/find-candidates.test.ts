import type { MatchKey, MatchKeyKind, MatchRequest } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import type { RulesInput } from '../../simulator/index.ts';
import { findCandidates } from '../../src/find-candidates.ts';
import type { ObjectName } from '../../src/objects/object-shape.ts';
import { openStage, type Stage } from './open-stage.ts';
import { insert, pathStyles, sent, shapeOf } from './write-stage.ts';

const lagging: RulesInput = { searchLag: { minMs: 30_000, maxMs: 60_000 } };
const keyFields: MatchRequest['keyFields'] = {
  email: ['email'],
  domain: ['domain'],
  'message-id': ['hs_email_message_id'],
  'unique-key': ['unify_metadata'],
};
const fieldsOf: Partial<Record<ObjectName, MatchRequest['keyFields']>> = {
  contacts: { ...keyFields, domain: [], 'message-id': [] },
  companies: { ...keyFields, email: [], 'message-id': [] },
  emails: { ...keyFields, email: [], domain: [] },
  tasks: { ...keyFields, email: [], domain: [], 'message-id': [] },
};

const toKeys = (kind: MatchKeyKind, ...values: string[]): MatchKey[] =>
  values.map((value) => ({ kind, value }));

/** Ids of the candidates for each key. */
const match = async (
  { context }: Stage,
  name: ObjectName,
  { keys, paths }: { readonly keys: readonly MatchKey[]; readonly paths?: (typeof pathStyles)[0] },
) => {
  const own = fieldsOf[name] ?? keyFields;
  const request = { keys, fields: ['unify_metadata'], keyFields: own };
  const found = await findCandidates(shapeOf(name, paths))(context, request);
  return found.map((records) => records.map(({ id }) => id).toSorted());
};

const searches = (stage: Stage) => sent(stage).filter((line) => line.includes('/search'));

describe.each(pathStyles)('people under $name paths', (paths) => {
  it.each([
    {},
    { lowercaseEmails: false },
    { searchFurtherEmails: false },
    { emptyBatchRead: 'notFound' },
  ] as const)('are found at once by every address, where %o (R-PERSON-1)', async (rules) => {
    const stage = await openStage({ rules: { ...lagging, ...rules } });
    const ada = insert(stage, 'contacts', { email: 'Ada@Acme.example' });
    const more = 'grace@navy.example;g.hopper@navy.example';
    const grace = insert(stage, 'contacts', {
      email: 'gh@navy.example',
      hs_additional_emails: more,
    });
    const keys = toKeys(
      'email',
      'g.hopper@navy.example',
      'ada@acme.example',
      'nobody@acme.example',
      'gh@navy.example',
    );
    expect(await match(stage, 'contacts', { keys, paths })).toEqual([[grace], [ada], [], [grace]]);
    expect(searches(stage)).toEqual([]);
  });

  it('are found as the one they became, not once archived', async () => {
    const stage = await openStage();
    const gone = insert(stage, 'contacts', { email: 'gone@acme.example' });
    stage.crm.portal.archive({ object: 'contacts', id: gone });
    const [primary, other] = ['one', 'two'].map((name) =>
      insert(stage, 'contacts', { email: `${name}@acme.example` }),
    );
    const order = { primary: primary ?? '', other: other ?? '' };
    const survivor = stage.crm.portal.merge('contacts', order);
    const keys = toKeys('email', 'gone@acme.example', 'one@acme.example', 'two@acme.example');
    expect(await match(stage, 'contacts', { keys, paths })).toEqual([[], [survivor], [survivor]]);
  });
});

describe('our key', () => {
  it.each(['contacts', 'companies', 'emails', 'tasks'] as const)(
    'finds one of the %s at once, letter for letter (R-DUP-1)',
    async (name) => {
      const stage = await openStage({ rules: { ...lagging, uniqueCaseSensitive: true } });
      const time = name === 'emails' || name === 'tasks' ? { hs_timestamp: '1767225600000' } : {};
      const ids = ['key-1', 'KEY-1', 'key 2'].map((unify_metadata) =>
        insert(stage, name, { ...time, unify_metadata }),
      );
      const keys = toKeys('unique-key', 'key 2', 'KEY-1', 'key-1', 'key-3', 'key-1');
      const [small, big, two] = ids;
      expect(await match(stage, name, { keys })).toEqual([[two], [big], [small], [], [small]]);
      expect(sent(stage).filter((line) => line.includes('/batch/read'))).toHaveLength(1);
      expect(searches(stage)).toEqual([]);
    },
  );
});

describe('companies', () => {
  const spellings = [
    'acme.example',
    'ACME.example',
    'www.acme.example',
    'https://www.acme.example/about',
    'shop.acme.example',
    'http://acme.example:8080',
  ];

  it.each(spellings)('are found by %s (R-COMPANY-1, R-COMPANY-2)', async (domain) => {
    const stage = await openStage();
    const id = insert(stage, 'companies', { name: 'Acme', domain });
    expect(await match(stage, 'companies', { keys: toKeys('domain', 'acme.example') })).toEqual([
      [id],
    ]);
  });

  it('are found by their further domains', async () => {
    const stage = await openStage();
    const id = insert(stage, 'companies', {
      domain: 'acme.example',
      hs_additional_domains: 'acme-labs.example;acme.test',
    });
    const keys = toKeys('domain', 'acme.test', 'acme-labs.example', 'labs.example');
    expect(await match(stage, 'companies', { keys })).toEqual([[id], [id], []]);
  });

  it('that only look alike are not found', async () => {
    const stage = await openStage();
    for (const domain of [
      'acme-example.com',
      'example.acme',
      'acme.example.com',
      'notacme.example',
    ])
      insert(stage, 'companies', { domain });
    insert(stage, 'companies', { name: 'acme.example', website: 'https://acme.example' });
    expect(await match(stage, 'companies', { keys: toKeys('domain', 'acme.example') })).toEqual([
      [],
    ]);
  });

  it('of a domain with letters of its own are found in either form', async () => {
    const stage = await openStage();
    const ids = ['münchen.example', 'xn--mnchen-3ya.example'].map((domain) =>
      insert(stage, 'companies', { domain }),
    );
    const keys = toKeys('domain', 'xn--mnchen-3ya.example');
    expect(await match(stage, 'companies', { keys })).toEqual([ids.toSorted()]);
  });

  it('are all those there are, page by page, none archived (R-DUP-3)', async () => {
    const stage = await openStage();
    const ids = Array.from({ length: 450 }, () =>
      insert(stage, 'companies', { domain: 'acme.example' }),
    );
    const [gone, ...live] = ids;
    stage.crm.portal.archive({ object: 'companies', id: gone ?? '' });
    const [found] = await match(stage, 'companies', { keys: toKeys('domain', 'acme.example') });
    expect(found).toEqual(live.toSorted());
  });

  it('are judged by what they hold, not by what the index shows', async () => {
    const stage = await openStage();
    const moved = insert(stage, 'companies', { domain: 'acme.example' });
    const gone = insert(stage, 'companies', { domain: 'acme.example' });
    stage.crm.setRules(lagging);
    stage.crm.portal.update({ object: 'companies', id: moved }, { domain: 'other.example' });
    stage.crm.portal.archive({ object: 'companies', id: gone });
    const keys = toKeys('domain', 'acme.example', 'other.example');
    expect(await match(stage, 'companies', { keys })).toEqual([[], [moved]]);
  });

  it('of 100 domains take searches that HubSpot lets pass', async () => {
    const stage = await openStage({ quota: { searchSecondly: 1000 } });
    const domains = Array.from({ length: 100 }, (_, at) => `company-${at}.example`);
    const ids = domains.map((domain) => insert(stage, 'companies', { domain }));
    const found = await match(stage, 'companies', { keys: toKeys('domain', ...domains) });
    expect(found).toEqual(ids.map((id) => [id]));
    expect(searches(stage)).toHaveLength(50);
  });
});

describe('emails', () => {
  it('are found by message id, letter for letter (R-EMAIL-5)', async () => {
    const stage = await openStage();
    const ids = ['<One@mail.example>', 'one@mail.example', '<x@y.example>'].map((messageId) =>
      insert(stage, 'emails', { hs_timestamp: '1767225600000', hs_email_message_id: messageId }),
    );
    const [big, small, other] = ids;
    const keys = toKeys('message-id', '<one@mail.example>', '<One@mail.example>', '<x@y.example>');
    expect(await match(stage, 'emails', { keys })).toEqual([[small], [big], [other]]);
  });

  it('of 100 long message ids take searches that HubSpot lets pass', async () => {
    const stage = await openStage({ quota: { searchSecondly: 1000 } });
    const values = Array.from(
      { length: 100 },
      (_, at) => `<${'a"ä'.repeat(30)}${at}@mail.example>`,
    );
    const ids = values.map((messageId) =>
      insert(stage, 'emails', { hs_timestamp: '1767225600000', hs_email_message_id: messageId }),
    );
    const found = await match(stage, 'emails', { keys: toKeys('message-id', ...values) });
    expect(found).toEqual(ids.map((id) => [id]));
  });
});

describe('a key', () => {
  const odd = ['', ' ', '\0', '\u{d800}', 'x'.repeat(5000), '*', '*.example', 'a*', '{"x":1}'];

  it.each(['email', 'domain', 'message-id'] as const)(
    'that nothing can hold spoils no other one (%s)',
    async (kind) => {
      const name = { email: 'contacts', domain: 'companies', 'message-id': 'emails' } as const;
      const held = { email: 'a@a.example', domain: 'a.example', 'message-id': '<a@a.example>' };
      const property = { email: 'email', domain: 'domain', 'message-id': 'hs_email_message_id' };
      const stage = await openStage();
      const time = kind === 'message-id' ? { hs_timestamp: '1767225600000' } : {};
      const id = insert(stage, name[kind], { ...time, [property[kind]]: held[kind] });
      const found = await match(stage, name[kind], { keys: toKeys(kind, ...odd, held[kind]) });
      expect(found).toEqual([...odd.map(() => []), [id]]);
    },
  );

  it('is looked for in the property that is mapped, too', async () => {
    const stage = await openStage();
    const id = insert(stage, 'contacts', { work_email: 'Ada@Acme.example' });
    const request = {
      keys: toKeys('email', 'ada@acme.example'),
      fields: [],
      keyFields: { ...keyFields, domain: [], 'message-id': [], email: ['work_email'] },
    };
    const [found] = await findCandidates(shapeOf('contacts'))(stage.context, request);
    expect(found).toMatchObject([{ id }]);
  });
});

describe('a match', () => {
  it.each(['reset', 'truncate', 'malformed', 'html', 'status'])(
    'fails after a %s, and never says that there is none',
    async (kind) => {
      const stage = await openStage();
      insert(stage, 'companies', { domain: 'acme.example' });
      for (const path of ['/search', '/batch/read']) {
        stage.crm.faults.add({ kind, match: { path }, times: 1 });
        const keys = toKeys('domain', 'acme.example');
        await expect(match(stage, 'companies', { keys })).rejects.toMatchObject({ effect: 'none' });
      }
    },
  );
});

import { describe, expect, it } from 'vitest';
import { openOrg } from './open-org.ts';

const contact = (referenceId: string, LastName: string | null) => ({
  attributes: { type: 'Contact', referenceId },
  LastName,
});

const account = (referenceId: string, contacts: readonly object[] = []) => ({
  attributes: { type: 'Account', referenceId },
  Name: referenceId,
  ...(contacts.length > 0 ? { Contacts: { records: contacts } } : {}),
});

describe('a tree', () => {
  it('creates parents with their children', async () => {
    const org = await openOrg();
    const records = [account('a', [contact('c1', 'C'), contact('c2', 'D')]), account('b')];
    const answer = await org.send('POST', 'composite/tree/Account', { body: { records } });
    expect(answer.status).toBe(201);
    expect(answer.json.hasErrors).toBe(false);
    const ids = new Map<string, string>();
    for (const one of answer.json.results) ids.set(one.referenceId, one.id);
    expect([...ids.keys()]).toEqual(['a', 'c1', 'c2', 'b']);
    const child = org.simulator.org.read({ object: 'Contact', id: ids.get('c2') ?? '' });
    expect(child?.['AccountId']).toBe(ids.get('a'));
  });

  it('creates nothing when one record is refused', async () => {
    const org = await openOrg();
    const records = [account('a', [contact('c1', null)])];
    const answer = await org.send('POST', 'composite/tree/Account', { body: { records } });
    expect(answer.status).toBe(400);
    expect(answer.json).toEqual({
      hasErrors: true,
      results: [
        {
          referenceId: 'c1',
          errors: [
            {
              statusCode: 'REQUIRED_FIELD_MISSING',
              message: 'Required fields are missing: [LastName]',
              fields: ['LastName'],
            },
          ],
        },
      ],
    });
    expect(org.simulator.org.ids('Account')).toEqual([]);
    expect(org.simulator.history.length).toBe(0);
  });

  it('takes 200 records, five levels and each reference once', async () => {
    const org = await openOrg();
    const send = async (records: readonly object[]) =>
      (await org.send('POST', 'composite/tree/Account', { body: { records } })).status;
    const many = (count: number) => Array.from({ length: count }, (_, n) => account(`a${n}`));
    expect([await send(many(200)), await send(many(201))]).toEqual([201, 400]);
    expect(await send([account('x'), account('x')])).toBe(400);
    const deep = (level: number): object => ({
      ...account(`d${level}`),
      ...(level > 1 ? { ChildAccounts: { records: [deep(level - 1)] } } : {}),
    });
    expect([await send([deep(5)]), await send([deep(6)])]).toEqual([201, 400]);
  });
});

import { describe, expect, it } from 'vitest';
import { openOrg } from './open-org.ts';

const openFamily = async () => {
  const org = await openOrg();
  const direct = org.simulator.org;
  const parent = direct.insert('Account', { Name: 'Parent' });
  const account = direct.insert('Account', { Name: 'Child', ParentId: parent });
  const contact = direct.insert('Contact', { LastName: 'Ada', AccountId: account });
  return { org, parent, account, contact };
};

describe('a path of relationships', () => {
  it('leads to the children of a record', async () => {
    const { org, account, contact } = await openFamily();
    const { json } = await org.send(
      'GET',
      `sobjects/Account/${account}/Contacts?fields=Id,LastName`,
    );
    expect(json).toMatchObject({ totalSize: 1, done: true });
    expect(json.records).toMatchObject([{ Id: contact, LastName: 'Ada' }]);
    const whole = await org.send('GET', `sobjects/Account/${account}/contacts`);
    expect(whole.json.records[0]).toMatchObject({ AccountId: account, LastName: 'Ada' });
  });

  it('answers an empty list where there are no children', async () => {
    const { org, parent } = await openFamily();
    const answer = await org.send('GET', `sobjects/Account/${parent}/Contacts`);
    expect(answer.json).toMatchObject({ totalSize: 0, done: true, records: [] });
  });

  it('leads to a parent, over several look-ups, to read and to change', async () => {
    const { org, parent, contact } = await openFamily();
    const path = `sobjects/Contact/${contact}/Account/Parent`;
    expect((await org.send('GET', `${path}?fields=Name`)).json).toMatchObject({ Name: 'Parent' });
    expect((await org.send('PATCH', path, { body: { Name: 'Changed' } })).status).toBe(204);
    const changed = org.simulator.org.read({ object: 'Account', id: parent });
    expect(changed).toMatchObject({ Name: 'Changed' });
  });

  it('is refused where it leads nowhere', async () => {
    const { org, parent, account } = await openFamily();
    const statusOf = async (path: string, method = 'GET') =>
      (await org.send(method, `sobjects/Account/${path}`)).status;
    expect(await statusOf(`${parent}/Parent`)).toBe(404);
    expect(await statusOf(`${parent}/Nothing`)).toBe(404);
    expect(await statusOf(`${account}/Contacts/Account`)).toBe(404);
    expect(await statusOf(`${account}/Contacts?fields=Nope`)).toBe(400);
    expect(await statusOf(`${account}/Contacts`, 'DELETE')).toBe(405);
  });
});

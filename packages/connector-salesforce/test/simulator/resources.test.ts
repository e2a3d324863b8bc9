import { describe, expect, it } from 'vitest';
import { openOrg } from './open-org.ts';
import { Connection } from './whole-jsforce.ts';

describe('resources', () => {
  it('are all there', async () => {
    const org = await openOrg();
    for (const address of ['', 'jobs', 'tooling']) {
      const paths = Object.values<string>((await org.send('GET', address)).json);
      expect(paths.length).toBeGreaterThan(0);
      for (const path of paths) {
        const { pathname } = new URL(path, org.simulator.url);
        expect([path, (await org.send('GET', pathname)).status]).not.toEqual([path, 404]);
      }
    }
  });

  it('name the caller, whom jsforce asks about by an access token alone', async () => {
    const { simulator } = await openOrg();
    const instance = { instanceUrl: simulator.url, accessToken: 'sim-integration' };
    const who = await new Connection({ ...instance, version: '62.0' }).identity();
    expect(who.user_id).toBe(simulator.report.users.integration);
    expect(who.urls.rest).toContain(simulator.url);
  });

  it('show identities to users of the org', async () => {
    const org = await openOrg();
    const { identity } = (await org.send('GET', '')).json;
    const get = async (url: string, headers: Record<string, string>) => {
      const answer = await fetch(url, { headers });
      return [answer.status, await answer.text()];
    };
    const authorization = 'Bearer sim-person';
    expect(await get(identity, {})).toEqual([403, 'Missing_OAuth_Token']);
    expect(await get(`${identity}?oauth_token=x`, {})).toEqual([403, 'Bad_OAuth_Token']);
    expect((await get(identity, { authorization }))[0]).toBe(200);
    expect(await get(`${identity.slice(0, -18)}005000000000000`, { authorization })).toEqual([
      404,
      'Bad_Id',
    ]);
    const elsewhere = identity.replace('/id/00D', '/id/00E');
    expect(await get(elsewhere, { authorization })).toEqual([403, 'Wrong_Org']);
  });

  it('list nothing where nobody looked at or set up anything', async () => {
    const org = await openOrg();
    const answers = ['recent', 'tabs', 'quickActions', 'theme'].map((name) =>
      org.send('GET', name),
    );
    const bodies = (await Promise.all(answers)).map(({ json }) => json);
    expect(bodies).toEqual([[], [], [], { themeItems: [] }]);
  });

  it('are served up to version 68', async () => {
    const org = await openOrg();
    const versions = (await org.send('GET', '/services/data')).json;
    const { url } = versions.at(-1);
    expect(url).toBe('/services/data/v68.0');
    expect((await org.send('GET', `${url}/limits`)).status).toBe(200);
    expect((await org.send('GET', '/services/data/v69.0/limits')).status).toBe(404);
  });

  it('know record types, of which there are none at first', async () => {
    const org = await openOrg();
    const record = { Name: 'Partner', DeveloperName: 'Partner', SobjectType: 'Account' };
    expect((await org.query('SELECT Id FROM RecordType')).json.records).toEqual([]);
    const id = org.simulator.org.insert('RecordType', record);
    const found = await org.query("SELECT Id FROM RecordType WHERE SobjectType = 'Account'");
    expect(found.json.records[0].Id).toBe(id);
    expect(id).toMatch(/^012/u);
  });

  it('are laid out over lines for X-PrettyPrint', async () => {
    const org = await openOrg();
    org.simulator.org.insert('Account', { Name: 'A "b": {[c], d}' });
    const headers = { 'X-PrettyPrint': '1' };
    const asked = `query?q=${encodeURIComponent('SELECT Name FROM Account')}`;
    const { text, json } = await org.send('GET', asked, { headers });
    expect(json).toEqual((await org.send('GET', asked)).json);
    expect(text).toMatch(/^\{\n {2}"totalSize" : 1,\n {2}"done" : true,\n {2}"records" : \[ \{\n/u);
    const none = await org.send('GET', asked.replace('Account', 'Lead'), { headers });
    expect(none.text).toMatch(/"records" : \[ \]\n\}$/u);
    const jobs = { body: { object: 'Account', operation: 'insert' }, headers };
    expect((await org.send('POST', 'jobs/ingest', jobs)).text).toContain('"apiVersion" : 62.0');
  });
});

describe('a method that a resource does not have', () => {
  it.each([
    ['DELETE', 'query?q=SELECT+Id+FROM+Account', 'GET,HEAD'],
    ['POST', 'query?q=SELECT+Id+FROM+Account', 'GET,HEAD'],
    ['POST', 'sobjects', 'GET,HEAD'],
    ['DELETE', 'sobjects/Account/describe', 'GET,HEAD'],
    ['POST', 'sobjects/Account/updated', 'GET,HEAD'],
    ['PUT', 'sobjects/Account', 'GET,HEAD,POST'],
    ['GET', 'composite/batch', 'POST'],
    ['GET', 'composite/graph', 'POST'],
    ['DELETE', 'composite', 'GET,HEAD,POST'],
    ['POST', 'composite/sobjects/Account/Id', 'PATCH'],
    ['POST', 'limits', 'GET,HEAD'],
    ['PUT', 'jobs/ingest', 'GET,POST'],
  ])('is refused: %s %s', async (method, path, allowed) => {
    const org = await openOrg();
    const answer = await org.send(method, path);
    const message = `HTTP Method '${method}' not allowed. Allowed are ${allowed}`;
    expect(answer.status).toBe(405);
    expect(answer.json).toEqual([{ errorCode: 'METHOD_NOT_ALLOWED', message }]);
    expect(answer.headers.get('allow')).toBe(allowed);
  });
});

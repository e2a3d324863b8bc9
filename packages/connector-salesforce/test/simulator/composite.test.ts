import { describe, expect, it } from 'vitest';
import { base, openOrg } from './open-org.ts';

describe('composite', () => {
  const create = {
    method: 'POST',
    url: `${base}/sobjects/Account`,
    referenceId: 'a',
    body: { Name: 'A' },
  };
  const child = {
    method: 'POST',
    url: `${base}/sobjects/Contact`,
    referenceId: 'c',
    body: { LastName: 'C', AccountId: '@{a.id}' },
  };

  it('uses the answer of one request in the next, for one API call', async () => {
    const org = await openOrg();
    const answer = await org.send('POST', 'composite', {
      body: { compositeRequest: [create, child] },
    });
    const [a, c] = answer.json.compositeResponse;
    expect([a.httpStatusCode, c.httpStatusCode]).toEqual([201, 201]);
    expect(a.httpHeaders.Location).toBe(`${base}/sobjects/Account/${a.body.id}`);
    expect(org.simulator.org.read({ object: 'Contact', id: c.body.id })?.['AccountId']).toBe(
      a.body.id,
    );
    expect(answer.headers.get('sforce-limit-info')).toMatch(/^api-usage=1\//u);
  });

  it('undoes earlier requests with allOrNone', async () => {
    const org = await openOrg();
    const bad = { ...child, body: { AccountId: '@{a.id}' } };
    const answer = await org.send('POST', 'composite', {
      body: { allOrNone: true, compositeRequest: [create, bad] },
    });
    const [a, c] = answer.json.compositeResponse;
    expect(a.body[0].errorCode).toBe('PROCESSING_HALTED');
    expect(c.body[0].errorCode).toBe('REQUIRED_FIELD_MISSING');
    expect(org.simulator.org.ids('Account')).toEqual([]);
  });

  it('refuses more than 25 requests', async () => {
    const org = await openOrg();
    const compositeRequest = Array.from({ length: 26 }, (_, n) => ({
      ...create,
      referenceId: `r${n}`,
    }));
    expect((await org.send('POST', 'composite', { body: { compositeRequest } })).status).toBe(400);
  });

  it('answers a batch with one result each', async () => {
    const org = await openOrg();
    const batchRequests = [
      { method: 'GET', url: 'v62.0/limits' },
      { method: 'GET', url: 'v62.0/sobjects/Nothing' },
    ];
    const { json } = await org.send('POST', 'composite/batch', { body: { batchRequests } });
    expect(json.hasErrors).toBe(true);
    expect(json.results.map((one: { statusCode: number }) => one.statusCode)).toEqual([200, 404]);
  });

  it.each([
    ['names nothing', '@{zz.id}'],
    ['names a later request', '@{c.id}'],
    ['names itself', '@{b.id}'],
  ])('refuses the whole call where a reference %s', async (_, reference) => {
    const org = await openOrg();
    const read = { method: 'GET', url: `${base}/sobjects/Account/${reference}`, referenceId: 'b' };
    const compositeRequest = [create, read, { ...create, referenceId: 'c' }];
    const answer = await org.send('POST', 'composite', { body: { compositeRequest } });
    expect([answer.status, answer.json[0].errorCode]).toEqual([400, 'INVALID_INPUT']);
    const graphs = [{ graphId: 'g', compositeRequest }];
    expect((await org.send('POST', 'composite/graph', { body: { graphs } })).status).toBe(400);
    expect(org.simulator.org.ids('Account')).toEqual([]);
  });

  const chain = (length: number) =>
    Array.from({ length }, (_, at) => ({
      ...create,
      referenceId: `n${at}`,
      body: { Name: 'N', ...(at > 0 && { ParentId: `@{n${at - 1}.id}` }) },
    }));
  const versions = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      ...create,
      url: `/services/data/v${50 + at}.0/sobjects/Account`,
      referenceId: `n${at}`,
    }));

  it.each([
    ['levels', chain],
    ['kinds of nodes', versions],
  ])('takes graphs of 15 %s and no more', async (_, make) => {
    const org = await openOrg();
    const send = async (count: number) => {
      const graphs = [{ graphId: 'g', compositeRequest: make(count) }];
      return (await org.send('POST', 'composite/graph', { body: { graphs } })).status;
    };
    expect([await send(15), await send(16)]).toEqual([200, 400]);
  });

  it.each([
    [
      'graphs',
      [
        { graphId: 'g', compositeRequest: [create] },
        { graphId: 'g', compositeRequest: [create] },
      ],
    ],
    ['references', [{ graphId: 'g', compositeRequest: [create, create] }]],
  ])('refuses %s that share an id', async (_, graphs) => {
    const org = await openOrg();
    const answer = await org.send('POST', 'composite/graph', { body: { graphs } });
    expect([answer.status, answer.json[0].errorCode]).toEqual([400, 'INVALID_INPUT']);
  });

  it('tries no further graph after fifteen have failed', async () => {
    const org = await openOrg();
    const graphs = Array.from({ length: 17 }, (_, at) => ({
      graphId: `g${at}`,
      compositeRequest: [at < 15 ? { ...create, body: {} } : create],
    }));
    const { json } = await org.send('POST', 'composite/graph', { body: { graphs } });
    const [{ body }] = json.graphs[16].graphResponse.compositeResponse;
    expect(body[0].errorCode).toBe('PROCESSING_HALTED');
    expect(org.simulator.org.ids('Account')).toEqual([]);
  });

  it('does each graph whole or not at all', async () => {
    const org = await openOrg();
    const graphs = [
      { graphId: 'good', compositeRequest: [create, child] },
      { graphId: 'bad', compositeRequest: [create, { ...child, body: {} }] },
    ];
    const { json } = await org.send('POST', 'composite/graph', { body: { graphs } });
    expect(json.graphs.map((one: { isSuccessful: boolean }) => one.isSuccessful)).toEqual([
      true,
      false,
    ]);
    expect(org.simulator.org.ids('Account').length).toBe(1);
  });
});

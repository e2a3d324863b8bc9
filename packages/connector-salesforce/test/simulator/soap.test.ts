import { describe, expect, it } from 'vitest';
import type { SimulatorOptions } from '../../simulator/index.ts';
import { openOrg } from './open-org.ts';
import { Connection } from './whole-jsforce.ts';

const person = { LastName: 'Adler', Company: 'Acme & Sons <x>', Email: 'ada@acme.example' };

const open = async (options: SimulatorOptions = {}) => {
  const org = await openOrg(options);
  const connection = new Connection({
    instanceUrl: org.simulator.url,
    loginUrl: org.simulator.url,
    accessToken: 'sim-integration',
    version: '62.0',
  });
  const direct = org.simulator.org;
  const read = (object: string, id: string) => direct.read({ object, id }) ?? {};
  return { ...org, soap: connection.soap, direct, read, connection };
};

interface Sent {
  readonly headers?: string;
  readonly token?: string;
}

/** A call as clients made from the partner WSDL send it: prefixed names, headers of their own. */
const call = async (url: string, body: string, { headers = '', token }: Sent = {}) => {
  const response = await fetch(`${url}/services/Soap/u/62.0/00D5e0000000001`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' },
    body: `<?xml version='1.0' encoding='utf-8'?>
<soap-env:Envelope xmlns:soap-env="http://schemas.xmlsoap.org/soap/envelope/"><soap-env:Header><ns0:SessionHeader xmlns:ns0="urn:partner.soap.sforce.com"><ns0:sessionId>${token ?? 'sim-integration'}</ns0:sessionId></ns0:SessionHeader>${headers}</soap-env:Header><soap-env:Body>${body}</soap-env:Body></soap-env:Envelope>`,
  });
  return { status: response.status, text: await response.text() };
};

describe('SOAP by jsforce', () => {
  it('converts leads, each with its own result', async () => {
    const { soap, direct, read, simulator } = await open();
    const leadId = direct.insert('Lead', person);
    const order = { leadId, convertedStatus: 'Closed - Converted', doNotCreateOpportunity: true };
    const [done, again, wrong] = await soap.convertLead(
      [order, order, { ...order, convertedStatus: 'Won' }].map((one) => ({
        ...one,
        overwriteLeadSource: false,
        sendNotificationEmail: false,
      })),
    );
    expect(done).toMatchObject({ success: true, leadId, errors: [] });
    expect(read('Contact', done?.contactId ?? '')).toMatchObject({ LastName: 'Adler' });
    expect(read('Account', done?.accountId ?? '')['Name']).toBe(person.Company);
    expect(done?.opportunityId ?? null).toBe(null);
    expect(again?.errors[0]?.statusCode).toBe('CANNOT_UPDATE_CONVERTED_LEAD');
    expect(wrong).toMatchObject({ success: false });
    const [change] = simulator.history.list({ object: 'Lead', kind: 'converted' });
    expect(change?.user).toBe(simulator.report.users.integration);
  });

  it('merges leads and names what went', async () => {
    const { soap, direct, read } = await open();
    const Id = direct.insert('Lead', person);
    const loser = direct.insert('Lead', { LastName: 'B', Company: 'B' });
    const masterRecord = { type: 'Lead', Id, Title: 'CEO' };
    const result = await soap.merge({
      masterRecord,
      recordToMergeIds: [loser],
      additionalInformationMap: [],
    });
    expect(result).toMatchObject({ success: true, id: Id, mergedRecordIds: [loser] });
    expect(read('Lead', Id)['Title']).toBe('CEO');
    expect(read('Lead', loser)).toMatchObject({ IsDeleted: true, MasterRecordId: Id });
  });

  it('deletes, undeletes and empties the recycle bin', async () => {
    const { soap, direct, read } = await open();
    const id = direct.insert('Lead', person);
    expect(await soap.delete([id])).toMatchObject([{ id, success: true }]);
    expect(read('Lead', id)['IsDeleted']).toBe(true);
    expect(await soap.undelete([id])).toMatchObject([{ id, success: true }]);
    expect(await soap.emptyRecycleBin([id])).toMatchObject([{ success: false }]);
    await soap.delete(id);
    expect(await soap.emptyRecycleBin([id])).toMatchObject([{ id, success: true }]);
    expect(direct.read({ object: 'Lead', id })).toBe(null);
  });

  it('creates, updates, clears and upserts', async () => {
    const { soap, read } = await open();
    const [created, refused] = await soap.create([
      { type: 'Lead', ...person, NumberOfEmployees: 7, HasOptedOutOfEmail: true },
      { type: 'Lead', LastName: 'B' },
    ]);
    const id = created?.id ?? '';
    expect(read('Lead', id)).toMatchObject({
      Company: person.Company,
      NumberOfEmployees: 7,
      HasOptedOutOfEmail: true,
    });
    expect(refused?.errors[0]).toMatchObject({
      statusCode: 'REQUIRED_FIELD_MISSING',
      fields: ['Company'],
    });
    await soap.update({ type: 'Lead', Id: id, Email: null, Title: 'CEO' });
    expect(read('Lead', id)).toMatchObject({ Email: null, Title: 'CEO' });
    const record = { type: 'Lead', Unify_Metadata__c: 'k', ...person };
    expect(await soap.upsert('Unify_Metadata__c', record)).toMatchObject({ created: true });
    expect(await soap.upsert('Unify_Metadata__c', record)).toMatchObject({ created: false });
  });

  it('tells time and user', async () => {
    const { soap, simulator } = await open();
    const { users } = simulator.report;
    expect(await soap.getUserInfo()).toMatchObject({ userId: users.integration });
    const { timestamp } = await soap.getServerTimestamp();
    expect(Math.abs(Date.parse(timestamp) - simulator.clock.now())).toBeLessThan(60_000);
  });

  it('says that a session has ended as the client expects', async () => {
    const { connection, simulator, send } = await open();
    const stale = new Connection({
      instanceUrl: simulator.url,
      accessToken: 'stale',
      version: '62.0',
      refreshFn: (_, done) => done(null, 'sim-person'),
    });
    expect((await stale.soap.getUserInfo()).userId).toBe(simulator.report.users.person);
    await send('POST', '/__simulator/quota', { body: { max: 0 } });
    await expect(connection.soap.getUserInfo()).rejects.toThrow('REQUEST_LIMIT_EXCEEDED');
  });
});

describe('SOAP by a client made from the WSDL', () => {
  it('queries page by page, with parents and nulls', async () => {
    const { simulator, direct } = await open();
    for (let index = 0; index < 250; index += 1) direct.insert('Lead', person);
    const soql = 'SELECT Id, Title, Owner.Name FROM Lead ORDER BY Id';
    const headers =
      '<p:QueryOptions xmlns:p="urn:partner.soap.sforce.com"><p:batchSize>200</p:batchSize></p:QueryOptions>';
    const first = await call(
      simulator.url,
      `<p:query xmlns:p="urn:partner.soap.sforce.com"><p:queryString>${soql}</p:queryString></p:query>`,
      { headers },
    );
    expect(first.text).toContain('<size>250</size>');
    expect(first.text.match(/<records /gu)).toHaveLength(200);
    expect(first.text).toContain('<sf:Title xsi:nil="true"/>');
    expect(first.text).toContain('<sf:Name>Sim Person</sf:Name>');
    const locator = /<queryLocator>([^<]+)</u.exec(first.text)?.[1] ?? '';
    const next = await call(
      simulator.url,
      `<queryMore><queryLocator>${locator}</queryLocator></queryMore>`,
    );
    expect(next.text.match(/<records /gu)).toHaveLength(50);
    expect(next.text).toContain('<done>true</done>');
  });

  it('retrieves by id, nil for what is not there', async () => {
    const { simulator, direct } = await open();
    const id = direct.insert('Lead', person);
    const { text } = await call(
      simulator.url,
      `<retrieve><fieldList>Id, Company</fieldList><sObjectType>Lead</sObjectType><ids>${id}</ids><ids>00Q5e00000zzzzzAAA</ids></retrieve>`,
    );
    expect(text).toContain('<sf:Company>Acme &amp; Sons &lt;x&gt;</sf:Company>');
    expect(text).toContain('<result xsi:nil="true"/>');
  });

  it('undoes all where AllOrNoneHeader says so', async () => {
    const { simulator, direct } = await open();
    const body = `<create><sObjects xsi:type="urn:Lead"><LastName>A</LastName><Company>A</Company></sObjects><sObjects><type>Lead</type><LastName>B</LastName></sObjects></create>`;
    const headers = '<AllOrNoneHeader><allOrNone>true</allOrNone></AllOrNoneHeader>';
    const { text } = await call(simulator.url, body, { headers });
    expect(text).toContain('ALL_OR_NONE_OPERATION_ROLLED_BACK');
    expect(direct.ids('Lead')).toEqual([]);
    await call(simulator.url, body);
    expect(direct.ids('Lead')).toHaveLength(1);
  });

  it('tells a duplicate by its own kind of error, spelt rightly', async () => {
    const { simulator, direct } = await open({ rules: { standardDuplicateRules: true } });
    direct.insert('Lead', { ...person, FirstName: 'Ada' });
    const body = `<create><sObjects><type>Contact</type><FirstName>Ada</FirstName><LastName>ADLER</LastName><Email>ADA@acme.example</Email></sObjects></create>`;
    const { text } = await call(simulator.url, body);
    expect(text).toContain('<errors xsi:type="DuplicateError">');
    expect(text).toContain('<duplicateResult><allowSave>true</allowSave>');
    expect(text).toContain('<entityType>Lead</entityType>');
    const headers = '<DuplicateRuleHeader><allowSave>true</allowSave></DuplicateRuleHeader>';
    expect((await call(simulator.url, body, { headers })).text).toContain('<success>true');
  });

  it('runs assignment rules only where it is asked to', async () => {
    const { simulator, direct, read } = await open();
    const { person: owner, integration } = simulator.report.users;
    simulator.setRules({ assignments: [{ object: 'Lead', owner }] });
    const body = `<create><sObjects><type>Lead</type><LastName>A</LastName><Company>A</Company></sObjects></create>`;
    await call(simulator.url, body);
    const headers =
      '<AssignmentRuleHeader><useDefaultRule>true</useDefaultRule></AssignmentRuleHeader>';
    await call(simulator.url, body, { headers });
    const owners = direct.ids('Lead').map((id) => read('Lead', id)['OwnerId']);
    expect(owners).toEqual([integration, owner]);
  });

  it('is refused with a fault for what it cannot read or do', async () => {
    const { simulator } = await open();
    const faultOf = async (body: string, token?: string) => {
      const sent = await call(simulator.url, body, token === undefined ? {} : { token });
      return [sent.status, /<faultcode>sf:(\w+)</u.exec(sent.text)?.[1]];
    };
    expect(await faultOf('<query><queryString>SELECT X FROM Lead</queryString></query>')).toEqual([
      500,
      'INVALID_FIELD',
    ]);
    expect(await faultOf('<sing/>')).toEqual([500, 'UNSUPPORTED_API_CALL']);
    expect(await faultOf('<query>')).toEqual([500, 'XML_PARSER_ERROR']);
    expect(await faultOf('<getUserInfo/>', 'stale')).toEqual([500, 'INVALID_SESSION_ID']);
  });
});

import { describe, expect, it } from 'vitest';
import { openOrg } from './open-org.ts';

const ada = { FirstName: 'Ada', LastName: 'Adler', Email: 'ada@acme.example' };
const allowSave = { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' };

const openStandard = async () => {
  const org = await openOrg({ rules: { standardDuplicateRules: true } });
  const save = (object: string, body: object, headers: Record<string, string> = {}) =>
    org.send('POST', `sobjects/${object}`, { body, headers });
  return { ...org, save, direct: org.simulator.org };
};

describe('the standard duplicate rules', () => {
  it('are off unless they are switched on', async () => {
    const { simulator, send } = await openOrg();
    simulator.org.insert('Contact', ada);
    expect((await send('POST', 'sobjects/Contact', { body: ada })).status).toBe(201);
  });

  it('find a contact among leads, as an org answers', async () => {
    const { save, direct } = await openStandard();
    const lead = direct.insert('Lead', { ...ada, Company: 'Acme' });
    const { status, json } = await save('Contact', { ...ada, Email: 'ADA@acme.example' });
    expect([status, json.length]).toEqual([400, 1]);
    expect(json[0]).toMatchObject({
      errorCode: 'DUPLICATES_DETECTED',
      message: 'Use one of these records?',
      duplicateResut: {
        allowSave: true,
        duplicateRule: 'Standard_Rule_for_Contacts_with_Duplicate_Leads',
        duplicateRuleEntityType: 'Contact',
      },
    });
    expect(json[0].duplicateResut.matchResults).toMatchObject([
      {
        entityType: 'Lead',
        matchEngine: 'FuzzyMatchEngine',
        rule: 'Standard_Lead_Match_Rule_v1_0',
        size: 1,
        success: true,
        matchRecords: [{ record: { attributes: { type: 'Lead' }, Id: lead } }],
      },
    ]);
  });

  it('find a lead among contacts by name, title and company', async () => {
    const { save, direct } = await openStandard();
    const AccountId = direct.insert('Account', { Name: 'Acme, Inc.' });
    direct.insert('Contact', { FirstName: 'Ada', LastName: 'Adler', Title: 'CEO', AccountId });
    const lead = { FirstName: 'ADA', LastName: 'Adler', Title: 'ceo', Company: 'acme' };
    const { json } = await save('Lead', lead);
    expect(json[0].duplicateResut.matchResults[0].entityType).toBe('Contact');
    expect((await save('Lead', { ...lead, Title: 'CFO' })).status).toBe(201);
  });

  it('find by phone, however it is written', async () => {
    const { save, direct } = await openStandard();
    direct.insert('Contact', { FirstName: 'Ada', LastName: 'Adler', Phone: '+1 (415) 555-0100' });
    const twin = { FirstName: 'Ada', LastName: 'Adler', Phone: '415 555 0100' };
    expect((await save('Contact', twin)).status).toBe(400);
  });

  it('leave one email under two names alone', async () => {
    const { save, direct } = await openStandard();
    direct.insert('Contact', ada);
    expect((await save('Contact', { ...ada, FirstName: 'Bela' })).status).toBe(201);
    expect((await save('Contact', { LastName: 'Adler', Email: ada.Email })).status).toBe(201);
  });

  it('let a change and a save in spite of them through', async () => {
    const { save, send, direct } = await openStandard();
    direct.insert('Contact', ada);
    const id = direct.insert('Contact', { ...ada, FirstName: 'Bela' });
    const body = { FirstName: 'Ada' };
    expect((await send('PATCH', `sobjects/Contact/${id}`, { body })).status).toBe(204);
    expect((await save('Contact', ada, allowSave)).status).toBe(201);
  });

  it('do not count converted leads, nor the one being converted', async () => {
    const { save, direct } = await openStandard();
    const leadId = direct.insert('Lead', { ...ada, Company: 'Acme' });
    const { contactId } = direct.convert({ leadId });
    direct.remove({ object: 'Contact', id: contactId });
    expect((await save('Contact', ada)).status).toBe(201);
  });
});

describe('a duplicate', () => {
  it('is refused record by record in a collection', async () => {
    const { send, direct } = await openStandard();
    direct.insert('Lead', { ...ada, Company: 'Acme' });
    const records = [ada, { LastName: 'New' }].map((record) => ({
      attributes: { type: 'Contact' },
      ...record,
    }));
    const path = 'composite/sobjects';
    const { json } = await send('POST', path, { body: { records } });
    expect(json.map(({ success }: { success: boolean }) => success)).toEqual([false, true]);
    expect(json[0].errors[0]).toMatchObject({
      statusCode: 'DUPLICATES_DETECTED',
      duplicateResut: { matchResults: [{ entityType: 'Lead' }] },
    });
    const allowed = await send('POST', path, { body: { records }, headers: allowSave });
    expect(allowed.json[0].success).toBe(true);
  });

  it('is refused in a composite, unless the header says otherwise', async () => {
    const { send, direct } = await openStandard();
    direct.insert('Contact', ada);
    const url = '/services/data/v62.0/sobjects/Contact';
    const request = (referenceId: string, httpHeaders: object) => ({
      method: 'POST',
      url,
      referenceId,
      httpHeaders,
      body: ada,
    });
    const body = { compositeRequest: [request('a', {}), request('b', allowSave)] };
    const [refused, saved] = (await send('POST', 'composite', { body })).json.compositeResponse;
    expect([refused.httpStatusCode, saved.httpStatusCode]).toEqual([400, 201]);
    expect(refused.body[0].duplicateResut.duplicateRule).toBe('Standard_Contact_Duplicate_Rule');
  });

  it('is refused on a change where the administrator wants that', async () => {
    const match = [{ object: 'Contact', fields: { Email: 'Email' } }];
    const rule = { name: 'DR', object: 'Lead', action: 'alert', onEdit: 'block', match } as const;
    const { simulator, send } = await openOrg({ rules: { duplicates: [rule] } });
    simulator.org.insert('Contact', ada);
    const id = simulator.org.insert('Lead', { LastName: 'B', Company: 'B' });
    const body = { Email: ada.Email };
    const answer = await send('PATCH', `sobjects/Lead/${id}`, { body, headers: allowSave });
    expect(answer.json[0].duplicateResut).toMatchObject({ allowSave: false });
  });
});

describe('lead assignment', () => {
  const openAssigned = async () => {
    const org = await openOrg();
    const { person, integration } = org.simulator.report.users;
    const queue = org.simulator.org.insert('Group', { Name: 'Inbound', Type: 'Queue' });
    const other = '01Q5e000000OTHEREA';
    org.simulator.setRules({
      assignments: [
        { object: 'Lead', when: `CountryCode = 'DE'`, owner: queue },
        { object: 'Lead', when: `Company LIKE 'A%'`, owner: person },
        { object: 'Lead', rule: other, active: false, owner: queue },
      ],
    });
    const ownerOf = (id: string) => org.simulator.org.read({ object: 'Lead', id })?.['OwnerId'];
    const create = async (body: object, assign?: string) => {
      const headers: Record<string, string> =
        assign === undefined ? {} : { 'Sforce-Auto-Assign': assign };
      const { json } = await org.send('POST', 'sobjects/Lead', {
        body: { LastName: 'A', ...body },
        headers,
      });
      return json.id as string;
    };
    return { ...org, person, integration, queue, other, ownerOf, create };
  };

  it('gives the first entry that applies the lead', async () => {
    const { create, ownerOf, person, queue, integration } = await openAssigned();
    expect(ownerOf(await create({ Company: 'Acme', CountryCode: 'DE' }))).toBe(queue);
    expect(ownerOf(await create({ Company: 'Acme' }))).toBe(person);
    expect(ownerOf(await create({ Company: 'Zen' }))).toBe(integration);
  });

  it('can be switched off, or done by a rule that is named', async () => {
    const { create, ownerOf, queue, other, integration } = await openAssigned();
    expect(ownerOf(await create({ Company: 'Acme' }, 'FALSE'))).toBe(integration);
    expect(ownerOf(await create({ Company: 'Acme' }, other))).toBe(queue);
  });

  it('runs on a change too', async () => {
    const { create, ownerOf, send, queue } = await openAssigned();
    const id = await create({ Company: 'Zen' });
    const body = { CountryCode: 'DE' };
    await send('PATCH', `sobjects/Lead/${id}`, {
      body: { Title: 'CEO' },
      headers: { 'Sforce-Auto-Assign': 'FALSE' },
    });
    expect(ownerOf(id)).not.toBe(queue);
    await send('PATCH', `sobjects/Lead/${id}`, { body });
    expect(ownerOf(id)).toBe(queue);
  });
});

import { describe, expect, it } from 'vitest';
import { openOrg, type OpenOrg } from './open-org.ts';

const openIndustries = async (): Promise<OpenOrg> => {
  const org = await openOrg({ clock: { startMs: Date.parse('2026-02-10T12:00:00Z') } });
  for (const [Industry, Type] of [
    ['Energy', 'Prospect'],
    ['Media', 'Prospect'],
    ['Media', 'Partner'],
    [null, 'Partner'],
  ])
    org.simulator.org.insert('Account', { Name: `A ${Industry}`, Industry, Type });
  return org;
};

const rowsOf = async (org: OpenOrg, soql: string): Promise<unknown[][]> => {
  const { records } = (await org.query(soql)).json;
  return records.map((record: object) => Object.values(record).slice(1));
};

describe('aggregate query', () => {
  it.each([
    ['SELECT Name, COUNT(Id) FROM Account', 'Field must be grouped or aggregated: Name'],
    [
      'SELECT Name, COUNT(Id) FROM Account GROUP BY Id',
      'Field must be grouped or aggregated: Name',
    ],
    [
      'SELECT Account.Name, COUNT(Id) FROM Contact GROUP BY Account.Type',
      'Field must be grouped or aggregated: Account.Name',
    ],
    [
      'SELECT Type, COUNT(Id) FROM Account GROUP BY Type ORDER BY Name',
      'Ordered field must be grouped or aggregated: Name',
    ],
    ['SELECT CALENDAR_YEAR(CreatedDate) FROM Account', 'must be grouped or aggregated'],
    [
      'SELECT COUNT(Id) FROM Account GROUP BY Description',
      "field 'Description' can not be grouped in a query call",
    ],
    [
      'SELECT COUNT(Id) FROM Account GROUP BY CreatedDate',
      "field 'CreatedDate' can not be grouped",
    ],
    ['SELECT COUNT(Id) FROM Account GROUP BY AnnualRevenue', "'AnnualRevenue' can not be grouped"],
    ['SELECT SUM(Name) FROM Account', 'field Name does not support aggregate operator SUM'],
    ['SELECT COUNT(IsDeleted) FROM Account', 'IsDeleted does not support aggregate operator COUNT'],
    ['SELECT COUNT(), Id FROM Account', 'COUNT() must be the only element'],
    ['SELECT COUNT(Id) FROM Account LIMIT 1', 'cannot also use LIMIT'],
    ['SELECT COUNT() FROM Account ORDER BY Name', 'cannot be used with ORDER BY'],
    [
      'SELECT Account.Name, Owner.Name, COUNT(Id) FROM Contact GROUP BY Account.Name, Owner.Name',
      'duplicate alias: Name',
    ],
  ])('refuses %s', async (soql, part) => {
    const org = await openOrg();
    const answer = await org.query(soql);
    expect(answer.status).toBe(400);
    expect(answer.json[0].errorCode).toBe('MALFORMED_QUERY');
    expect(answer.json[0].message).toContain(part);
  });

  it('groups by just the fields that describe calls groupable', async () => {
    const org = await openOrg();
    const { fields } = (await org.send('GET', 'sobjects/Account/describe')).json;
    for (const { name, groupable } of fields) {
      const answer = await org.query(`SELECT COUNT(Id) FROM Account GROUP BY ${name}`);
      expect([name, answer.status === 200]).toEqual([name, groupable]);
    }
  });

  it.each([
    ['', [null, 'Energy', 'Media']],
    [' DESC', [null, 'Media', 'Energy']],
    [' NULLS LAST', ['Energy', 'Media', null]],
    [' DESC NULLS LAST', ['Media', 'Energy', null]],
  ])('puts nulls where ORDER BY%s says, as for records', async (words, expected) => {
    const org = await openIndustries();
    const groups = await rowsOf(
      org,
      `SELECT Industry, COUNT(Id) FROM Account GROUP BY Industry ORDER BY Industry${words}`,
    );
    expect(groups.map(([industry]) => industry)).toEqual(expected);
    const records = await rowsOf(org, `SELECT Industry FROM Account ORDER BY Industry${words}, Id`);
    expect([...new Set(records.map(([industry]) => industry))]).toEqual(expected);
  });

  it('adds the subtotals of ROLLUP', async () => {
    const org = await openIndustries();
    const soql =
      'SELECT Industry, Type, GROUPING(Type) g, COUNT(Id) n FROM Account WHERE Industry != null GROUP BY ROLLUP(Industry, Type)';
    expect(await rowsOf(org, soql)).toEqual([
      ['Energy', 'Prospect', 0, 1],
      ['Media', 'Prospect', 0, 1],
      ['Media', 'Partner', 0, 1],
      ['Energy', null, 1, 1],
      ['Media', null, 1, 2],
      [null, null, 1, 3],
    ]);
  });

  it('adds every subtotal of CUBE', async () => {
    const org = await openIndustries();
    const soql = 'SELECT Type, COUNT(Id) n FROM Account GROUP BY CUBE(Type, Industry)';
    expect(await rowsOf(org, soql)).toHaveLength(4 + 3 + 2 + 1);
  });

  it.each([
    ['FISCAL_YEAR', 2026],
    ['FISCAL_QUARTER', 1],
    ['FISCAL_MONTH', 2],
    ['DAY_IN_YEAR', 41],
    ['WEEK_IN_YEAR', 6],
    ['WEEK_IN_MONTH', 2],
  ])('groups by %s', async (name, expected) => {
    const org = await openIndustries();
    const call = `${name}(CreatedDate)`;
    const soql = `SELECT ${call}, COUNT(Id) FROM Account GROUP BY ${call}`;
    expect(await rowsOf(org, soql)).toEqual([[expected, 4]]);
  });

  it.each([
    ["Industry = 'media'", ['Media']],
    ["Industry NOT IN ('Media', 'Energy')", [null]],
    ["Industry LIKE 'E%'", ['Energy']],
    ['MAX(CreatedDate) > 2026-01-01T00:00:00Z AND COUNT(Id) > 1', ['Media']],
  ])('keeps the groups HAVING %s', async (having, expected) => {
    const org = await openIndustries();
    const soql = `SELECT Industry FROM Account GROUP BY Industry HAVING ${having}`;
    expect(await rowsOf(org, soql)).toEqual(expected.map((industry) => [industry]));
  });

  it('takes the least and greatest of a picklist in its own order', async () => {
    const org = await openOrg();
    for (const Rating of ['Cold', 'Warm'])
      org.simulator.org.insert('Account', { Name: 'A', Rating });
    expect(await rowsOf(org, 'SELECT MIN(Rating), MAX(Rating) FROM Account')).toEqual([
      ['Warm', 'Cold'],
    ]);
  });

  it('formats what was aggregated', async () => {
    const org = await openIndustries();
    const soql = 'SELECT FORMAT(COUNT(Id)) many FROM Account';
    expect((await org.query(soql)).json.records[0].many).toBe('4');
  });
});

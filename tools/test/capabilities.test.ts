import { describe, expect, it } from 'vitest';
import { capabilities } from '../capability-table.ts';
import { connectors } from '../connectors.ts';
import { guarantees } from '../guarantee-table.ts';
import { checkPart, renderPart } from '../written-part.ts';

const blank = 'Before\n\n<!-- capabilities -->\n<!-- end of capabilities -->\n\nAfter\n';

const rendered = renderPart(capabilities, blank, connectors) ?? '';

const pageOf = (text: string) => [{ path: capabilities.path, text }];

describe('the tables of capabilities', () => {
  it('name every object of every connector', () => {
    const objects = connectors.flatMap((connector) => Object.keys(connector.objects));
    expect(objects.filter((name) => !rendered.includes(`\n| \`${name}\``))).toEqual([]);
  });

  it('say how each CRM keeps what people type', () => {
    expect(rendered).toMatch(/`Account`.+atomic: a later edit refuses ours, 25 a call/u);
    expect(rendered).toMatch(/`contacts`.+compensating: put back from the history, 50 a call/u);
  });

  it('leave the rest of the page alone, and are the same when written again', () => {
    expect(rendered.startsWith('Before\n')).toBe(true);
    expect(rendered.endsWith('\nAfter\n')).toBe(true);
    expect(renderPart(capabilities, rendered, connectors)).toBe(rendered);
  });
});

describe('the table of guarantees', () => {
  const [, , , ...rows] = guarantees.lines(connectors);

  it('has a row for every object that is written', () => {
    const written = connectors.flatMap(({ label, objects }) =>
      Object.keys(objects).flatMap((name) =>
        objects[name]?.write === undefined ? [] : [`${label} \`${name}\``],
      ),
    );
    expect(rows.map((row) => row.split(' | ')[0]?.slice(2).trim())).toEqual(written);
  });

  it('says what holds with a unique key and without', () => {
    expect(rows.join('\n')).toMatch(/`Contact` +\| `atomic` +\| `uniqueKey` +\| `quietPeriod`/u);
    expect(rows.join('\n')).toMatch(
      /`companies`.+`compensating`.+`uniqueKey`.+nothing is created/u,
    );
  });
});

describe('checkPart', () => {
  it('accepts a page that is up to date', () => {
    expect(checkPart(capabilities, pageOf(rendered), connectors)).toEqual([]);
  });

  it.each([
    ['a number that changed', rendered.replace('2,000', '1,000')],
    ['a connector that is missing', renderPart(capabilities, blank, connectors.slice(1)) ?? ''],
    ['a page without marks', 'Before\n'],
  ])('names %s', (_, text) => {
    expect(checkPart(capabilities, pageOf(text), connectors)).toHaveLength(1);
  });
});

import { describe, expect, it } from 'vitest';
import { checkCapabilities } from '../check-capabilities.ts';
import { capabilitiesPath, renderCapabilities } from '../capability-table.ts';
import { connectors } from '../connectors.ts';

const blank = 'Before\n\n<!-- capabilities -->\n<!-- end of capabilities -->\n\nAfter\n';

const rendered = renderCapabilities(blank, connectors) ?? '';

const pageOf = (text: string) => [{ path: capabilitiesPath, text }];

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
    expect(renderCapabilities(rendered, connectors)).toBe(rendered);
  });
});

describe('checkCapabilities', () => {
  it('accepts a page that is up to date', () => {
    expect(checkCapabilities(pageOf(rendered), connectors)).toEqual([]);
  });

  it.each([
    ['a number that changed', rendered.replace('2,000', '1,000')],
    ['a connector that is missing', renderCapabilities(blank, connectors.slice(1)) ?? ''],
    ['a page without marks', 'Before\n'],
  ])('names %s', (_, text) => {
    expect(checkCapabilities(pageOf(text), connectors)).toHaveLength(1);
  });
});

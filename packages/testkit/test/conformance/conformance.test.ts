import {
  audits,
  conformance,
  expectConformance,
  renderReport,
  reportConformance,
  runAudit,
  selectCases,
  type ConformanceOptions,
} from '@concord/testkit/conformance';
import { describe, expect, it } from 'vitest';
import { openCardIndex } from '../example/card-index-sandbox.ts';
import { samples } from '../example/card-index-samples.ts';
import { cardIndex } from '../example/card-index.ts';

type Options = ConformanceOptions<typeof cardIndex>;

const options: Options = {
  sandbox: openCardIndex,
  entry: new URL('../example/card-index.ts', import.meta.url),
  samples,
  deviations: {},
};

/** A runner that keeps the tests it is given. */
const register = async (given: Options): Promise<Map<string, () => Promise<void>>> => {
  const tests = new Map<string, () => Promise<void>>();
  const runner = {
    describe: (_name: string, body: () => void) => body(),
    it: (name: string, body: () => Promise<void>) => void tests.set(name, body),
  };
  await conformance(cardIndex, { ...given, runner });
  return tests;
};

describe('audits', () => {
  it('have an id of their own each', () => {
    const ids = audits.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('say how binding they are', () => {
    expect(audits.filter(({ title }) => !/^(?:MUST|SHOULD) /u.test(title))).toEqual([]);
  });
});

describe('selectCases', () => {
  it('takes an audit only where its parts are there', async () => {
    const ids = (await selectCases(cardIndex, options)).map(({ audit }) => audit.id);
    expect(ids).toContain('RD-01');
    expect(ids).not.toContain('WRT-01');
    expect(ids).not.toContain('INC-11');
  });

  it('takes an audit of the whole connector once', async () => {
    const { Card } = cardIndex.objects;
    const twice = { ...cardIndex, objects: { Card, Other: Card } };
    const given = { ...options, samples: { ...samples, Other: samples.Card } };
    const cases = await selectCases(twice, given);
    expect(cases.filter(({ audit }) => audit.id === 'SPEC-05')).toHaveLength(1);
    expect(cases.filter(({ audit }) => audit.id === 'RD-01')).toHaveLength(2);
  });

  it('names the object that has no sample', async () => {
    const given = { ...options, samples: {} } as unknown as Options;
    await expect(selectCases(cardIndex, given)).rejects.toThrow('no sample of Card');
  });
});

describe('conformance', () => {
  it('fails when a known deviation passes', async () => {
    const tests = await register({ ...options, deviations: { Card: { 'SPEC-05': 'it is old' } } });
    const [, body] = [...tests].find(([name]) => name.startsWith('SPEC-05')) ?? [];
    await expect(body?.()).rejects.toThrow('Card passes SPEC-05: remove the deviation');
  });

  it('lets a known deviation fail', async () => {
    const { Card } = cardIndex.objects;
    const small = { ...Card, read: { ...Card.read, pageMax: 10 } };
    const connector = { ...cardIndex, objects: { Card: small } };
    const given = { ...options, deviations: { Card: { 'CAP-02': 'pages are a guess' } } };
    const report = await reportConformance(connector, given);
    expect(report.results.find(({ audit }) => audit.id === 'CAP-02')?.outcome.result).toBe(
      'deviates',
    );
    expect(renderReport(report)).toContain('- Card, CAP-02: pages are a guess');
  });

  it('closes the account whatever an audit finds', async () => {
    let isClosed = false;
    const audit = audits.find(({ id }) => id === 'RD-01');
    const sandbox = async () => {
      const opened = await openCardIndex();
      const close = async (): Promise<void> => {
        isClosed = true;
        await opened.close();
      };
      return { ...opened, close, seed: () => Promise.reject(new Error('cannot seed')) };
    };
    const [one] = await selectCases(cardIndex, options);
    const error = audit && one && (await runAudit(audit, one.subject, sandbox));
    expect(error?.message).toBe('cannot seed');
    expect(isClosed).toBe(true);
  });
});

describe('renderReport', () => {
  it('shows what is demanded as a row for each audit', async () => {
    const text = renderReport(await expectConformance(cardIndex, options));
    expect(text).toMatch(/^# Card Index: conformance$/mu);
    expect(text).toMatch(/^\| RD-01 +\| MUST +\| read every record once.*\| passes +\|$/mu);
    expect(text).toContain('\n## Deviations\n\nNone.\n');
  });
});

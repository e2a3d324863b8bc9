import { readFileSync } from 'node:fs';
import { salesforce } from '@concord/connector-salesforce';
import type { RemoteObject } from '@concord/core/contract';
import {
  catalogue,
  defaultSettings,
  replyClassifications,
  sequenceStatuses,
} from '@concord/core/platform';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);

const readText = (path: string): string => readFileSync(new URL(path, root), 'utf8');

const missingFrom = (page: string, wanted: readonly string[]): string[] => {
  const text = readText(page);
  return wanted.filter((one) => !text.includes(one));
};

describe('docs/fields.md', () => {
  it('names each standard field that is mapped on connecting', () => {
    const objects: readonly RemoteObject[] = Object.values(salesforce.objects);
    const fields = objects.flatMap(({ defaultMapping }) => Object.values(defaultMapping));
    const standard = fields.filter((name) => !name.startsWith('Unify_'));
    expect(standard.length).toBeGreaterThan(30);
    const named = standard.map((name) => `\`${name}\``);
    expect(missingFrom('docs/fields.md', named)).toEqual([]);
  });

  it('names each field of companies, people and opportunities', () => {
    const { company, person, opportunity } = catalogue;
    const own = [...company, ...person, ...opportunity].filter(({ managed }) => !managed);
    const labels = own.map(({ label }) => label);
    expect(missingFrom('docs/fields.md', labels)).toEqual([]);
  });

  it('names each status and each class of reply', () => {
    const values = [...sequenceStatuses, ...replyClassifications];
    expect(missingFrom('docs/fields.md', values)).toEqual([]);
  });
});

describe('docs/how-sync-works.md', () => {
  it('explains each reason to skip a record or to wait', () => {
    const union = readText('packages/core/src/policy/decision.ts').split(
      '/** What a write will',
    )[0];
    const reasons = [...(union ?? '').matchAll(/^ {2}\| '([a-z-]+)'/gmu)].map(
      ([, one = '']) => one,
    );
    expect(reasons.length).toBeGreaterThan(10);
    const cells = reasons.map(
      (reason) => `| ${reason.replaceAll('-', ' ').replace('crm', 'the CRM')} `,
    );
    expect(missingFrom('docs/how-sync-works.md', cells)).toEqual([]);
  });

  it('names each setting', () => {
    const settings = Object.keys(defaultSettings).map((name) => `\`${name}\``);
    expect(missingFrom('docs/how-sync-works.md', settings)).toEqual([]);
  });
});

import type { Connector } from '@concord/core/contract';
import { runAudit, selectCases, type AuditId, type Case } from '@concord/testkit/conformance';
import { describe, expect, it } from 'vitest';
import type { RulesInput } from '../simulator/index.ts';
import { hubspotOn } from '../src/hubspot.ts';
import { legacyPaths } from '../src/paths.ts';
import { connector, options } from './conformance-options.ts';
import { openSandboxWith } from './sandbox/hubspot-sandbox.ts';

/** What may be otherwise in a portal, or is not known of HubSpot, and the audits that it concerns. */
interface Setting {
  readonly name: string;
  readonly connector?: Connector;
  readonly rules: RulesInput;
  readonly audits: readonly AuditId[];
}

const legacy: Connector = hubspotOn(legacyPaths);

const settings: readonly Setting[] = [
  {
    name: 'legacy paths',
    connector: legacy,
    rules: {},
    audits: [
      ...(['SPEC-04', 'CHK-02', 'DIS-01', 'RD-01', 'INC-02', 'BIN-01', 'BIN-03'] as const),
      ...(['ASC-01', 'ASC-03', 'ASC-04', 'MAT-01', 'MAT-09', 'WRT-01', 'WRT-08'] as const),
      ...(['WRT-14', 'WRT-16', 'WRT-18', 'PAST-01', 'ACT-01', 'ACT-03', 'AUTH-01'] as const),
      ...(['LIM-02', 'FLD-01', 'PRM-01'] as const),
    ],
  },
  {
    name: 'batch reads that refuse when nothing is there',
    rules: { emptyBatchRead: 'notFound' },
    audits: ['MAT-03', 'MAT-05', 'MAT-09', 'BIN-03', 'WRT-02', 'WRT-18', 'ACT-03', 'ACT-04'],
  },
  {
    name: 'unique values that mind case',
    rules: { uniqueCaseSensitive: true },
    audits: ['MAT-01', 'MAT-09', 'MAT-10', 'WRT-02', 'WRT-04'],
  },
  {
    name: 'addresses as they are typed',
    rules: { lowercaseEmails: false, searchFurtherEmails: false, replacedEmail: 'kept' },
    audits: ['MAT-01', 'MAT-03', 'MAT-05', 'WRT-07'],
  },
  {
    name: 'null that clears',
    rules: { nullValues: 'clear' },
    audits: ['WRT-01', 'WRT-08', 'ASC-04', 'ACT-01', 'ACT-05'],
  },
  {
    name: 'null that is refused',
    rules: { nullValues: 'reject' },
    audits: ['WRT-01', 'WRT-08', 'ASC-04', 'ACT-01', 'ACT-05'],
  },
  {
    name: 'activities that take any property',
    rules: { activityBadProperties: 'ignore' },
    audits: ['WRT-14', 'WRT-16', 'ACT-01'],
  },
  {
    name: 'short pages and compressed answers',
    rules: { shortPages: 0.5, gzip: true },
    audits: ['RD-01', 'RD-03', 'RD-08', 'BIN-01'],
  },
  {
    name: 'no primary company by itself',
    rules: { firstCompanyIsPrimary: false },
    audits: ['ASC-01', 'ASC-03', 'ASC-04', 'ACT-01'],
  },
  {
    name: 'associations that move modified dates',
    rules: { associationBumps: 1 },
    audits: ['ASC-01', 'ASC-03', 'ASC-04', 'WRT-08', 'ACT-01', 'ACT-04'],
  },
  {
    name: 'searches whose negations leave out empty values, without a lag',
    rules: { negativesFindEmpty: false, searchLag: { minMs: 0, maxMs: 0 } },
    audits: ['RD-03', 'INC-02', 'INC-09', 'MAT-01'],
  },
];

const casesOf = async (setting: Setting): Promise<Case[]> => {
  const cases = await selectCases(setting.connector ?? connector, options);
  return cases.filter(
    ({ audit, deviation }) => setting.audits.includes(audit.id) && deviation === null,
  );
};

const prepared = await Promise.all(
  settings.map(async (setting) => ({ ...setting, cases: await casesOf(setting) })),
);

describe.each(prepared)('hubspot with $name', ({ cases, rules }) => {
  it.each(cases)('passes $audit.id of $subject.name', async ({ audit, subject }) => {
    const error = await runAudit(audit, subject, (one) => openSandboxWith(one, rules));
    expect(error).toBeNull();
  });
});

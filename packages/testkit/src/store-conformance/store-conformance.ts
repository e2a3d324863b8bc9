import type { Store } from '@concord/core/ports';
import { describe, expect, it } from 'vitest';
import { activityCases } from './activity-cases.ts';
import { authorisationCases } from './authorisation-cases.ts';
import { backgroundCases } from './background-cases.ts';
import { changeCases } from './change-cases.ts';
import { connectionCases } from './connection-cases.ts';
import { contextCases } from './context-cases.ts';
import { forgetCases } from './forget-cases.ts';
import { hostileIdCases } from './hostile-id-cases.ts';
import { leaseCases } from './lease-cases.ts';
import { linkCases } from './link-cases.ts';
import { mirrorCases } from './mirror-cases.ts';
import { opportunityCases } from './opportunity-cases.ts';
import { planCases } from './plan-cases.ts';
import { recordCases } from './record-cases.ts';
import { relationCases } from './relation-cases.ts';
import { reportCases } from './report-cases.ts';
import { requestCases } from './request-cases.ts';
import type { StoreCase } from './store-case.ts';
import { valueCases } from './value-cases.ts';

/** A store under test. */
export interface StoreSubject {
  /** Names the store in the report. */
  readonly name: string;
  /** An empty store, and how to let go of it. */
  readonly open: () => Promise<{ readonly store: Store; readonly close: () => Promise<void> }>;
}

/** Every fact of the store port, by the room it belongs to. */
export const storeCases: Readonly<Record<string, readonly StoreCase[]>> = {
  connections: connectionCases,
  authorisations: authorisationCases,
  leases: leaseCases,
  mirror: mirrorCases,
  'platform records': recordCases,
  links: linkCases,
  context: contextCases,
  relations: relationCases,
  opportunities: opportunityCases,
  'forgotten records': forgetCases,
  'emails and tasks': activityCases,
  'background work': backgroundCases,
  requests: requestCases,
  plans: planCases,
  reports: reportCases,
  changes: changeCases,
  values: valueCases,
  'hostile ids': hostileIdCases,
};

/** Registers the suite that every store must pass, with vitest. */
export const storeConformance = (subject: StoreSubject): void => {
  describe(`${subject.name} store`, () => {
    describe.each(Object.entries(storeCases))('%s', (_, cases) => {
      it.each(cases)('$title', async ({ run }) => {
        expect.hasAssertions();
        const { store, close } = await subject.open();
        try {
          await run(store);
        } finally {
          await close();
        }
      });
    });
  });
};

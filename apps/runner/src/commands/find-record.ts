import type { PlatformRecord } from '@concord/core/platform';
import { normaliseDomain, normaliseEmail } from '@concord/core/policy';
import type { ReportStore } from '@concord/core/ports';
import { createProblem } from '../screen/problem.ts';

/** The record that a person names: by its id, an email address or a domain. */
export const findRecord = async (store: ReportStore, named: string): Promise<PlatformRecord> => {
  const [byId] = await store.getRecords([named]);
  if (byId !== undefined) return byId;
  const email = normaliseEmail(named);
  const person = email === null ? null : await store.findRecord('person', email);
  const domain = email === null ? normaliseDomain(named) : null;
  const company = domain === null ? null : await store.findRecord('company', domain);
  const found = person ?? company;
  if (found !== null) return found;
  throw createProblem(
    `the platform has no record ${named}`,
    "give a record's id, a person's email address or a company's domain",
  );
};

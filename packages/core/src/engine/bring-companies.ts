import type { NewWriteRequest } from '../ports/index.ts';
import { companyLinks } from './company-links.ts';
import type { ConnectionWork } from './connection-work.ts';
import type { BringCompanies } from './plan-people.ts';
import type { WriteTarget } from './write-target.ts';

/** The company of a person who is written as a contact although new people become leads. */
function companyRequest(work: ConnectionWork, target: WriteTarget): NewWriteRequest[] {
  const { companyId } = target.record;
  if (companyId === null) return [];
  const now = work.parts.clock.now();
  return [
    {
      id: work.parts.random.id(),
      connectionId: work.connection.id,
      object: 'company',
      recordId: companyId,
      defaults: {},
      trigger: target.request.trigger,
      dueAt: now,
      createdAt: now,
    },
  ];
}

/** A company is written whenever a contact of it is (R-COMPANY-3): asks for it, and writes it. */
export const bringCompanies =
  (work: ConnectionWork, writeCompanies: () => Promise<unknown>): BringCompanies =>
  async ({ asking, companyIds }) => {
    const requests = asking.flatMap(({ target }) => companyRequest(work, target));
    if (requests.length === 0) return null;
    await work.parts.store.saveAndRequest([], requests);
    await writeCompanies();
    return companyLinks(work, companyIds);
  };

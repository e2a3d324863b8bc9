import type { FieldValue } from '../contract/index.ts';
import type { MirrorRow, PlatformRecord } from '../platform/index.ts';
import type { Speaker } from './apply-row.ts';
import { isForeign, sourceOf } from './source-of.ts';

/** A company that a person's CRM record names, and how it does. */
export interface NamedCompany {
  readonly id: string;
  readonly speaker: Speaker;
  readonly nameIn: (row: MirrorRow) => FieldValue;
}

/**
 * The person with the company that its CRM record names; the same where that is old news and a
 * record of another connection named the one that it has.
 */
export const joinCompany = (
  person: PlatformRecord,
  { id, speaker, nameIn }: NamedCompany,
): PlatformRecord => {
  const { row, known } = speaker;
  const source = sourceOf(row);
  const isNews = known === null || nameIn(known) !== nameIn(row);
  const isSettled = person.companyId !== null && isForeign(person.sources['company'], source);
  if (person.companyId === id || (isSettled && !isNews)) return person;
  return { ...person, companyId: id, sources: { ...person.sources, company: source } };
};

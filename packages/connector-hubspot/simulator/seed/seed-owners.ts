import { fakePerson } from '@concord/testkit/records';
import { createRandom } from '@concord/testkit/simulator';
import type { Owner } from '../portal/owners.ts';
import type { Portal } from '../portal/portal.ts';

/** Who there is. */
export interface SeedUsers {
  /** The app of the token `sim-integration`. */
  readonly integration: string;
  /** The user of the token `sim-person`. */
  readonly person: string;
  /** Owners' ids, which are not users' ids. */
  readonly owners: readonly string[];
  readonly archivedOwners: readonly string[];
}

const personUserId = 77_001;
const ownerCount = 8;

const makeOwner = (index: number, createdAt: number): Owner => {
  const { firstName, lastName } = fakePerson(createRandom(7_000 + index), index);
  const isPerson = index === 0;
  return {
    id: String(51_204_700 + index * 13),
    email: isPerson ? 'sim.person@sim.example' : `owner${index}@sim.example`,
    type: 'PERSON',
    firstName: isPerson ? 'Sim' : firstName,
    lastName: isPerson ? 'Person' : lastName,
    userId: personUserId + index * 31,
    createdAt,
    updatedAt: createdAt,
    archived: index === ownerCount - 1,
  };
};

const queue = (createdAt: number): Owner => ({
  id: '51299001',
  email: null,
  type: 'QUEUE',
  firstName: 'Inbound',
  lastName: '',
  userId: null,
  createdAt,
  updatedAt: createdAt,
  archived: false,
});

/** Plants owners: people, one of them gone, and a queue. */
export const seedOwners = (portal: Portal): SeedUsers => {
  const createdAt = portal.now() - 3 * 365 * 86_400_000;
  const people = Array.from({ length: ownerCount }, (_, index) => makeOwner(index, createdAt));
  portal.owners.push(...people, queue(createdAt));
  return {
    integration: '2218844',
    person: String(personUserId),
    owners: people.filter(({ archived }) => !archived).map(({ id }) => id),
    archivedOwners: people.filter(({ archived }) => archived).map(({ id }) => id),
  };
};

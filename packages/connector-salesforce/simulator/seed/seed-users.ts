import type { Org } from '../org/org.ts';
import { planterOf } from './plant-record.ts';

/** The users every org begins with. */
export interface SeedUsers {
  /** The integration user: token `sim-integration`. */
  readonly integration: string;
  /** A person who edits in the CRM: token `sim-person`. */
  readonly person: string;
  /** People who own records, two of them no longer active. */
  readonly owners: readonly string[];
}

const owners = [
  ['Rosa', 'Marino', true],
  ['Jasper', 'Okafor', true],
  ['Mira', 'Lindqvist', true],
  ['Hugo', 'Petrov', false],
  ['Ines', 'Ferreira', false],
] as const;

const userFields = (first: string, last: string, profileId: string) => {
  const mailbox = `${first}.${last}`.toLowerCase();
  return {
    Username: `${mailbox}@sim.example`,
    FirstName: first,
    LastName: last,
    Name: `${first} ${last}`,
    Email: `${mailbox}@sim.example`,
    Alias: last.slice(0, 8).toLowerCase(),
    CommunityNickname: mailbox,
    IsActive: true,
    TimeZoneSidKey: 'Etc/UTC',
    LocaleSidKey: 'en_US',
    UserType: 'Standard',
    ProfileId: profileId,
  };
};

/** Plants the organization, two profiles and the users; sets the org's id. */
export const seedUsers = (org: Org, at: number): SeedUsers => {
  const stamp = { createdAt: at, changedAt: at, userId: '' };
  org.id = planterOf(org.table('Organization'))(
    {
      Name: 'Simulated Org',
      OrganizationType: 'Developer Edition',
      InstanceName: 'SIM1',
      IsSandbox: false,
      LanguageLocaleKey: 'en_US',
    },
    stamp,
  );
  const plantProfile = planterOf(org.table('Profile'));
  const standard = plantProfile({ Name: 'Standard User' }, stamp);
  const service = plantProfile({ Name: 'Minimum Access - API Only Integrations' }, stamp);
  const plantUser = planterOf(org.table('User'));
  const integration = plantUser(
    { ...userFields('Sim', 'Integration', service), UserType: 'CloudIntegrationUser' },
    stamp,
  );
  const own = { ...stamp, userId: integration };
  const person = plantUser(userFields('Sim', 'Person', standard), own);
  const ownerIds = owners.map(([first, last, isActive]) =>
    plantUser({ ...userFields(first, last, standard), IsActive: isActive }, own),
  );
  return { integration, person, owners: [person, ...ownerIds] };
};

import type { Org } from '../org/org.ts';
import { isPermissionable } from '../schema/is-permissionable.ts';
import type { Value } from '../store/table.ts';
import { type Planting, planterOf } from './plant-record.ts';
import type { SeedUsers } from './seed-users.ts';

const rights = {
  PermissionsApiEnabled: true,
  PermissionsViewSetup: true,
  PermissionsCustomizeApplication: true,
  PermissionsViewAllData: true,
  PermissionsEditTask: true,
};

/** Lets every user of every profile read and edit a field, or all that field-level security governs. */
export const grantToProfiles = (org: Org, planting: Planting, only?: string): void => {
  const sets = org.table('PermissionSet');
  const isOwned = sets.reader(sets.object.indexOf('IsOwnedByProfile') ?? -1);
  const plant = planterOf(org.table('FieldPermissions'));
  const fields = org.schema.objects.flatMap((object) =>
    object.fields
      .filter((field) => isPermissionable(object, field))
      .map((field) => ({ SobjectType: object.name, Field: `${object.name}.${field.name}` }))
      .filter(({ Field }) => only === undefined || Field === only),
  );
  for (let row = 0; row < sets.count; row += 1) {
    if (isOwned(row) !== true) continue;
    const granted = { ParentId: sets.idOf(row), PermissionsRead: true, PermissionsEdit: true };
    for (const field of fields) plant({ ...field, ...granted }, planting);
  }
};

/** Plants a set per profile with everything in it, an empty one of the integration user's, and who has which. */
export const seedPermissions = (org: Org, users: SeedUsers, at: number): void => {
  const planting = { createdAt: at, changedAt: at, userId: users.integration };
  const plantSet = planterOf(org.table('PermissionSet'));
  const plantAssignment = planterOf(org.table('PermissionSetAssignment'));
  const profiles = org.table('Profile');
  const owned = new Map<Value, string>();
  for (let row = 0; row < profiles.count; row += 1) {
    const ProfileId = profiles.idOf(row);
    const Label = ProfileId.slice(0, 15);
    const own = { ProfileId, Label, IsOwnedByProfile: true, Type: 'Profile', ...rights };
    owned.set(ProfileId, plantSet({ Name: `X${Label}_128_09_43_34_1`, ...own }, planting));
  }
  const extra = { Name: 'Platform_Integration', Label: 'Platform Integration', IsCustom: true };
  const integration = plantSet({ ...extra, Type: 'Regular' }, planting);
  const people = org.table('User');
  const profileOf = people.reader(people.object.indexOf('ProfileId') ?? -1);
  for (let row = 0; row < people.count; row += 1) {
    const PermissionSetId = owned.get(profileOf(row)) ?? null;
    plantAssignment({ PermissionSetId, AssigneeId: people.idOf(row), IsActive: true }, planting);
  }
  const AssigneeId = users.integration;
  plantAssignment({ PermissionSetId: integration, AssigneeId, IsActive: true }, planting);
  grantToProfiles(org, planting);
};

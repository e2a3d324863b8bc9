import type { ObjectDefinition } from './field.ts';
import { account } from './objects/account.ts';
import { contact } from './objects/contact.ts';
import { fieldPermissions } from './objects/field-permissions.ts';
import { group } from './objects/group.ts';
import { lead } from './objects/lead.ts';
import { opportunity } from './objects/opportunity.ts';
import { organization } from './objects/organization.ts';
import { permissionSetAssignment } from './objects/permission-set-assignment.ts';
import { permissionSet } from './objects/permission-set.ts';
import { profile } from './objects/profile.ts';
import { user } from './objects/user.ts';

/** The objects of a stock org that this simulator knows. */
export const standardObjects: readonly ObjectDefinition[] = [
  account,
  contact,
  lead,
  opportunity,
  user,
  group,
  profile,
  permissionSet,
  permissionSetAssignment,
  fieldPermissions,
  organization,
];

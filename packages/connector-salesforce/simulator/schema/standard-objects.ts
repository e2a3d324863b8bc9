import type { ObjectDefinition } from './field.ts';
import { account } from './objects/account.ts';
import { contact } from './objects/contact.ts';
import { fieldPermissions } from './objects/field-permissions.ts';
import { emailMessage } from './objects/email-message.ts';
import { emailMessageRelation } from './objects/email-message-relation.ts';
import { group } from './objects/group.ts';
import { leadStatus } from './objects/lead-status.ts';
import { lead } from './objects/lead.ts';
import { objectPermissions } from './objects/object-permissions.ts';
import { opportunity } from './objects/opportunity.ts';
import { opportunityContactRole } from './objects/opportunity-contact-role.ts';
import { opportunityStage } from './objects/opportunity-stage.ts';
import { organization } from './objects/organization.ts';
import { permissionSetAssignment } from './objects/permission-set-assignment.ts';
import { permissionSet } from './objects/permission-set.ts';
import { profile } from './objects/profile.ts';
import { task } from './objects/task.ts';
import { taskStatus } from './objects/task-status.ts';
import { recordType } from './objects/record-type.ts';
import { queueSobject } from './objects/queue-sobject.ts';
import { user } from './objects/user.ts';
import { userRecordAccess } from './objects/user-record-access.ts';

/** The objects of a stock org that this simulator knows. */
export const standardObjects: readonly ObjectDefinition[] = [
  account,
  contact,
  lead,
  leadStatus,
  opportunity,
  opportunityStage,
  opportunityContactRole,
  task,
  taskStatus,
  emailMessage,
  emailMessageRelation,
  user,
  group,
  queueSobject,
  profile,
  permissionSet,
  permissionSetAssignment,
  fieldPermissions,
  organization,
  objectPermissions,
  userRecordAccess,
  recordType,
];

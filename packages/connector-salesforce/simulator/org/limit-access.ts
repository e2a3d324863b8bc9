import { isEnhancedEmailField } from '../schema/enhanced-email.ts';
import type { Access } from './access.ts';
import type { Rules } from './rules.ts';

/** Takes from a user's rights what the org does not have, and what only some users may. */
export const limitAccess = (access: Access, rules: Rules): Access => {
  const own = rules.userPermissions.filter(({ user }) => user === access.userId);
  const viewsSetup = own.some((one) => one.viewSetup);
  return {
    ...access,
    updatesEmailMessages: own.some((one) => one.updateEmailMessages),
    may: (action, object) => {
      if (object.needsSetupView === true && !viewsSetup) return false;
      // Salesforce: EmailMessageRelation exists with Enhanced Email alone. developer.salesforce.com, read 2026-11-21
      if (object.name === 'EmailMessageRelation' && !rules.enhancedEmail) return false;
      return access.may(action, object);
    },
    canRead: (object, field) =>
      (rules.enhancedEmail || !isEnhancedEmailField(object, field)) &&
      access.canRead(object, field),
  };
};

import { isPermissionable } from '../schema/is-permissionable.ts';
import { isTooling } from '../schema/objects/tooling-objects.ts';
import type { SimObject } from '../schema/schema.ts';
import type { FieldGrants } from './field-grants.ts';

/** What a user may do with an object; an absent part is allowed. */
export interface Permission {
  readonly user: string;
  readonly object: string;
  readonly create?: boolean | undefined;
  readonly read?: boolean | undefined;
  readonly edit?: boolean | undefined;
  readonly delete?: boolean | undefined;
  /** "View All Records"; without it a user sees only the records they own. */
  readonly viewAll?: boolean | undefined;
  /** Field-level security: `none` hides the field, `read` makes it read-only. */
  readonly fields?: Readonly<Record<string, 'none' | 'read'>> | undefined;
}

/** The rights of one user, as the org's permissions give them. */
export interface Access {
  readonly userId: string;
  may(action: 'create' | 'read' | 'edit' | 'delete', object: SimObject): boolean;
  canRead(object: SimObject, field: number): boolean;
  canWrite(object: SimObject, field: number, action: 'create' | 'edit'): boolean;
  /** Whether the user sees records of an object that others own. */
  viewsAll(object: string): boolean;
  /** "Update Email Messages": whether the user may change who a sent email is linked to. */
  readonly updatesEmailMessages: boolean;
}

const objectFlags = {
  create: 'createable',
  edit: 'updateable',
  delete: 'deletable',
} as const;

type Level = 'none' | 'read' | 'write';

const grantedLevel = (grants: FieldGrants | null, object: SimObject, field: number): Level => {
  const definition = object.fields[field];
  if (!definition || definition.name === '') return 'none';
  if (!grants || !isPermissionable(object, definition)) return 'write';
  return grants.get(`${object.name}.${definition.name}`) ?? 'none';
};

/**
 * The rights of a user: what field-level security grants (everything where it is null), less what the permissions take
 * away; later permissions of the same object win, part by part.
 */
export const createAccess = (
  userId: string,
  permissions: readonly Permission[],
  grants: FieldGrants | null = null,
): Access => {
  const own = permissions.filter((permission) => permission.user === userId);
  const levelOf = (object: SimObject, field: number): Level => {
    const granted = grantedLevel(grants, object, field);
    const name = object.fields[field]?.name ?? '';
    let level: Level = granted;
    for (const one of own) if (one.object === object.name) level = one.fields?.[name] ?? level;
    return granted === 'none' || (granted === 'read' && level === 'write') ? granted : level;
  };
  return {
    userId,
    viewsAll: (object) => own.every((one) => one.object !== object || one.viewAll !== false),
    updatesEmailMessages: true,
    may: (action, object) => {
      if (isTooling(object)) return false;
      if (action !== 'read' && !object[objectFlags[action]]) return false;
      return own.every((one) => one.object !== object.name || one[action] !== false);
    },
    canRead: (object, field) => levelOf(object, field) !== 'none',
    canWrite: (object, field, action) => {
      const definition = object.fields[field];
      const isOpen = action === 'create' ? definition?.createable : definition?.updateable;
      return isOpen === true && levelOf(object, field) === 'write';
    },
  };
};

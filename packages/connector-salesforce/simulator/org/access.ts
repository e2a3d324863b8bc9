import type { SimObject } from '../schema/schema.ts';

/** What a user may do with an object; an absent part is allowed. */
export interface Permission {
  readonly user: string;
  readonly object: string;
  readonly create?: boolean | undefined;
  readonly read?: boolean | undefined;
  readonly edit?: boolean | undefined;
  readonly delete?: boolean | undefined;
  /** Field-level security: `none` hides the field, `read` makes it read-only. */
  readonly fields?: Readonly<Record<string, 'none' | 'read'>> | undefined;
}

/** The rights of one user, as the org's permissions give them. */
export interface Access {
  readonly userId: string;
  may(action: 'create' | 'read' | 'edit' | 'delete', object: SimObject): boolean;
  canRead(object: SimObject, field: number): boolean;
  canWrite(object: SimObject, field: number, action: 'create' | 'edit'): boolean;
}

const objectFlags = {
  create: 'createable',
  edit: 'updateable',
  delete: 'deletable',
} as const;

/** The rights of a user; later permissions of the same object win, part by part. */
export const createAccess = (userId: string, permissions: readonly Permission[]): Access => {
  const own = permissions.filter((permission) => permission.user === userId);
  const levelOf = (object: SimObject, field: number): 'none' | 'read' | 'write' => {
    const name = object.fields[field]?.name ?? '';
    let level: 'none' | 'read' | 'write' = 'write';
    for (const one of own) if (one.object === object.name) level = one.fields?.[name] ?? level;
    return level;
  };
  return {
    userId,
    may: (action, object) => {
      if (action !== 'read' && !object[objectFlags[action]]) return false;
      return own.every((one) => one.object !== object.name || one[action] !== false);
    },
    canRead: (object, field) => own.length === 0 || levelOf(object, field) !== 'none',
    canWrite: (object, field, action) => {
      const definition = object.fields[field];
      const isOpen = action === 'create' ? definition?.createable : definition?.updateable;
      return isOpen === true && (own.length === 0 || levelOf(object, field) === 'write');
    },
  };
};

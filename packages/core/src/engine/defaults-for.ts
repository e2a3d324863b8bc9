import type { FieldValue } from '../contract/index.ts';

type Defaults = Readonly<Record<string, FieldValue>>;

/**
 * The defaults of a sync action that speak of one CRM object: those that name it, `Contact.Title`,
 * and those that name none.
 */
export function defaultsFor(crmObject: string, defaults: Defaults): Defaults {
  const prefix = `${crmObject}.`;
  const own = Object.entries(defaults).flatMap(([name, value]): [string, FieldValue][] => {
    if (name.startsWith(prefix)) return [[name.slice(prefix.length), value]];
    return name.includes('.') ? [] : [[name, value]];
  });
  return Object.fromEntries(own);
}

/** What a person's action says of its company: only what names an object. */
export const namedDefaults = (defaults: Defaults): Defaults =>
  Object.fromEntries(Object.entries(defaults).filter(([name]) => name.includes('.')));

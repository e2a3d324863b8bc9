import type { Property } from '../schema/property.ts';
import type { Value } from '../store/table.ts';
import { type BadValue, refuseValues } from './bad-value.ts';
import { checkReference } from './check-reference.ts';
import { parseValue } from './parse-value.ts';
import { refuse } from './refusal.ts';
import type { Normalized, Saving } from './saving.ts';

/** Property values as a request states them. */
export type PropertyInput = Readonly<Record<string, unknown>>;

/** Values fit to be stored, null for one that is to be cleared. */
export interface CheckedValues {
  readonly values: Map<string, Value>;
  readonly warnings: readonly Normalized[];
}

const emailPattern = /^[^\s@,;<>()[\]\\"]+@[^\s@,;<>()[\]\\".]+(?:\.[^\s@,;<>()[\]\\".]+)+$/u;

const emailProperties: ReadonlySet<string> = new Set(['email', 'hs_additional_emails']);

const isEmail = (object: string, name: string): boolean =>
  object === 'contacts' && emailProperties.has(name);

const badEmail = (name: string, text: string): BadValue | null => {
  const bad = text.split(';').find((part) => !emailPattern.test(part.trim()));
  if (bad === undefined) return null;
  return { name, error: 'INVALID_EMAIL', message: `Email address ${bad} is invalid`, value: bad };
};

const refuseWriting = (property: Property | undefined, name: string): BadValue | null => {
  if (!property)
    return {
      name,
      error: 'PROPERTY_DOESNT_EXIST',
      message: `Property "${name}" does not exist`,
    };
  if (!property.readOnlyValue) return null;
  const kind = property.calculated ? 'calculated' : 'read only';
  return {
    name,
    error: 'READ_ONLY_VALUE',
    message: `"${name}" is a ${kind} property; its value cannot be set.`,
  };
};

const toText = (name: string, input: unknown): string => {
  if (typeof input === 'string') return input;
  if (typeof input === 'number' || typeof input === 'boolean') return String(input);
  const kind = Array.isArray(input) ? 'Array' : 'Object';
  return refuse(
    `Invalid input JSON on line 1, column 1: Cannot deserialize value of type \`java.lang.String\` from ${kind} value (property ${name})`,
  );
};

/** Collects the values of one write. */
class Checker {
  readonly values = new Map<string, Value>();
  readonly bad: BadValue[] = [];
  readonly warnings: Normalized[] = [];
  readonly #saving: Saving;
  readonly #object: string;

  constructor(saving: Saving, object: string) {
    this.#saving = saving;
    this.#object = object;
  }

  take(name: string, input: unknown): void {
    const { portal } = this.#saving;
    const property = portal.property(this.#object, name);
    const refused = refuseWriting(property, name);
    if (refused) {
      const { isActivity } = portal.table(this.#object).type;
      const isIgnored = isActivity && portal.rules.activityBadProperties === 'ignore';
      if (!isIgnored) this.bad.push(refused);
    } else if (property) {
      if (input === null) this.#takeNull(name);
      else this.#takeText(property, toText(name, input));
    }
  }

  #takeNull(name: string): void {
    const { nullValues } = this.#saving.portal.rules;
    if (nullValues === 'reject') refuse(`Invalid input JSON: property ${name} must not be null`);
    if (nullValues === 'clear') this.values.set(name, null);
  }

  #takeText(property: Property, text: string): void {
    const { name } = property;
    if (text === '') {
      this.values.set(name, null);
      return;
    }
    if (isEmail(this.#object, name)) this.#takeEmail(name, text);
    else this.#takeParsed(property, text);
  }

  #takeEmail(name: string, text: string): void {
    const bad = badEmail(name, text.trim());
    const isLower = this.#saving.portal.rules.lowercaseEmails;
    if (bad) this.bad.push(bad);
    else this.values.set(name, isLower ? text.trim().toLowerCase() : text.trim());
  }

  #takeParsed(property: Property, text: string): void {
    const { name } = property;
    const { portal, enforcesRules } = this.#saving;
    const parsed = parseValue(text, property, enforcesRules);
    if ('error' in parsed) {
      this.bad.push({ name, ...parsed, value: text });
      return;
    }
    const refused = checkReference(portal, [this.#object, name], parsed.value);
    if (refused) this.bad.push({ name, ...refused, value: text });
    else this.values.set(name, parsed.value);
    const isDate = property.type === 'date' || property.type === 'datetime';
    if (enforcesRules && isDate && parsed.value !== text)
      this.warnings.push({ propertyName: name, rawValue: text, normalizedValue: parsed.value });
  }
}

/** Reads the values of one write; refuses all of it if one of them cannot be. */
export const checkValues = (
  saving: Saving,
  object: string,
  properties: PropertyInput,
): CheckedValues => {
  const checker = new Checker(saving, object);
  for (const [name, input] of Object.entries(properties)) checker.take(name, input);
  if (checker.bad.length > 0) refuseValues(saving.portal.id, checker.bad);
  return { values: checker.values, warnings: checker.warnings };
};

import { escapeRegExp } from './escape-reg-exp.ts';
import { refuse } from '../org/record-error.ts';

const span = 60;

/** Refuses a query the way Salesforce does: the text around the place, a caret under it, and the message. */
export const refuseAt = (
  text: string,
  position: number,
  [code, message]: readonly [code: string, message: string],
): never => {
  const before = text.slice(0, position);
  const row = before.split('\n').length;
  const lineStart = before.lastIndexOf('\n') + 1;
  const column = position - lineStart + 1;
  const lineEnd = text.indexOf('\n', position);
  const from = Math.max(lineStart, position - span);
  const shown = text.slice(from, Math.min(lineEnd < 0 ? text.length : lineEnd, position + span));
  const caret = `${' '.repeat(position - from)}^`;
  return refuse(code, `\n${shown}\n${caret}\nERROR at Row:${row}:Column:${column}\n${message}`);
};

/** The place of a word in a query, outside of string literals as far as that is easily told; 0 if it is not there. */
export const placeOf = (text: string, word: string): number => {
  const masked = text.replaceAll(/'(?:[^'\\]|\\.)*'/gsu, (literal) => ' '.repeat(literal.length));
  const pattern = escapeRegExp(word);
  const found = new RegExp(String.raw`(?<![\w.])${pattern}(?!\w)`, 'iu').exec(masked);
  return found?.index ?? Math.max(0, text.indexOf(word));
};

const hint = 'Please reference your WSDL or the describe call for the appropriate names.';

/** Refuses an unknown (or unreadable) field of an object. */
export const refuseColumn = (text: string, path: string, object: string): never => {
  const name = path.split('.').at(-1) ?? path;
  return refuseAt(text, placeOf(text, path), [
    'INVALID_FIELD',
    `No such column '${name}' on entity '${object}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. ${hint}`,
  ]);
};

/** Refuses a relationship that an object does not have. */
export const refuseRelationship = (text: string, path: string, relation: string): never =>
  refuseAt(text, placeOf(text, path), [
    'INVALID_FIELD',
    `Didn't understand relationship '${relation}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${hint}`,
  ]);

/** Refuses an object that the org does not have or the user may not read. */
export const refuseType = (text: string, object: string): never =>
  refuseAt(text, placeOf(text, object), [
    'INVALID_TYPE',
    `sObject type '${object}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. ${hint}`,
  ]);

/** Refuses a query that makes no sense at a place. */
export const refuseQuery = (text: string, place: string | number, message: string): never =>
  refuseAt(text, typeof place === 'number' ? place : placeOf(text, place), [
    'MALFORMED_QUERY',
    message,
  ]);

import type { ObjectDescription } from '../contract/index.ts';
import type { Connection } from '../platform/index.ts';

type Schema = Connection['schema'];

/** Descriptions are as large as the account, and the same ones are compared at every read. */
const texts = new WeakMap<ObjectDescription, string>();

function textOf(description: ObjectDescription): string {
  const text = texts.get(description) ?? JSON.stringify(description);
  texts.set(description, text);
  return text;
}

const isAlike = (one: ObjectDescription | undefined, other: ObjectDescription | undefined) =>
  one === other || (one !== undefined && other !== undefined && textOf(one) === textOf(other));

/** Whether two descriptions of an account say the same, in the same order. */
export function isDescribedAlike(one: Schema, other: Schema): boolean {
  const names = Object.keys(one);
  const others = Object.keys(other);
  return (
    names.length === others.length &&
    names.every((name, at) => name === others[at] && isAlike(one[name], other[name]))
  );
}

import { inspect } from 'node:util';

const mask = '[secret]';

/** A value that shows itself only to `reveal`; printing, logging or serialising gives a mask. */
export interface Secret<Value> {
  readonly reveal: () => Value;
  toJSON(): string;
  toString(): string;
}

/** Wraps a value so that it cannot leak by accident. */
export const hideSecret = <Value>(value: Value): Secret<Value> =>
  Object.freeze({
    reveal: () => value,
    toJSON: () => mask,
    toString: () => mask,
    [inspect.custom]: () => mask,
  });

import { describe, expect, it } from 'vitest';
import { checkPurity } from '../check-purity.ts';
import { sourceAt } from './fixture.ts';

const engine = 'packages/core/src/engine/a.ts';
const policy = 'packages/core/src/policy/a.ts';
const connector = 'packages/connector-acme/src/a.ts';

const messages = (path: string, text: string): string[] =>
  checkPurity(sourceAt(path, text)).map(({ message }) => message);

describe('checkPurity', () => {
  it.each([
    [engine, 'export const a = new Date();'],
    [engine, 'export const a = Date();'],
    [connector, 'export const a = new Date();'],
  ])('refuses a clock in %s: %s', (path, text) => {
    expect(messages(path, text)).toEqual(['time comes through the Clock port']);
  });

  it('allows a date made of a value', () => {
    expect(messages(engine, 'export const a = (ms: number) => new Date(ms);')).toEqual([]);
  });

  it.each([
    'export const a = async () => 1;',
    'export async function a() {}',
    'export const a = (value: Promise<number>) => value;',
    'export const a = { async go() {} };',
    'await 1;',
  ])('refuses waiting in policy: %s', (text) => {
    expect(messages(policy, text)).not.toEqual([]);
  });

  it('allows waiting in the engine', () => {
    expect(messages(engine, 'export const a = async () => 1;')).toEqual([]);
  });
});

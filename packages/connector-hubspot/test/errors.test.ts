import { describe, expect, it } from 'vitest';
import { parseComplaint } from '../src/complaint.ts';
import { toSyncError } from '../src/errors.ts';

const doing = 'update contacts';

const refuse = (status: number, body: unknown, retryAfter: string | null = null) =>
  toSyncError({ doing, status, complaint: parseComplaint(body), writes: true, retryAfter });

const ofCategory = (status: number, category: string, message = 'refused') =>
  refuse(status, { status: 'error', message, correlationId: 'c', category });

/** A refused write, as it is answered since 2020: the problem inside the message, in JSON. */
const inMessage = (error: string, name: string) => ({
  status: 'error',
  message: `Property values were not valid: ${JSON.stringify([
    { isValid: false, message: 'secret value', error, name, portalId: 1 },
  ])}`,
  category: 'VALIDATION_ERROR',
});

/** As newer answers have it, beside the message. */
const inErrors = (code: string, name: string) => ({
  status: 'error',
  message: 'Property values were not valid',
  category: 'VALIDATION_ERROR',
  errors: [{ message: 'secret value', code, context: { propertyName: [name] } }],
});

describe("HubSpot's codes", () => {
  it.each([
    ['INVALID_OPTION', 'invalid', 'not-a-choice'],
    ['INVALID_EMAIL', 'invalid', undefined],
    ['INVALID_ALPHA', 'invalid', 'validation-rule'],
    ['READ_ONLY_VALUE', 'forbidden', 'permission'],
    ['PROPERTY_DOESNT_EXIST', 'unsupported', undefined],
    ['CONFLICTING_UNIQUE_VALUE', 'duplicate', 'duplicate-rule'],
    ['MISSING_REQUIRED_PROPERTY', 'invalid', 'required-field'],
    ['MISSING_CONDITIONAL_REQUIRED_PROPERTY', 'invalid', 'required-field'],
    ['BRAND_NEW_RULE', 'invalid', undefined],
  ])('%s of a property is %s, wherever it stands', (code, ours, reason) => {
    for (const body of [inMessage(code, 'phone'), inErrors(code, 'phone')]) {
      const error = refuse(400, body);
      expect([error.code, error.reason, error.field]).toEqual([ours, reason, 'phone']);
      expect(error).toMatchObject({ retry: 'never', effect: 'none' });
      expect(error.remote?.code).toBe(code);
    }
  });

  it.each([
    [401, 'EXPIRED_AUTHENTICATION', 'unauthorized'],
    [401, 'INVALID_AUTHENTICATION', 'unauthorized'],
    [404, 'OBJECT_NOT_FOUND', 'not-found'],
    [207, 'OBJECT_NOT_FOUND', 'not-found'],
    [409, 'CONFLICT', 'duplicate'],
    [207, 'CONFLICT', 'duplicate'],
    [400, 'VALIDATION_ERROR', 'invalid'],
    [207, 'VALIDATION_ERROR', 'invalid'],
  ])('%i %s is %s', (status, category, code) => {
    expect(ofCategory(status, category)).toMatchObject({ code, retry: 'never', effect: 'none' });
  });

  it('names the scopes that are missing (R-ERR-5)', () => {
    const context = { requiredGranularScopes: ['crm.objects.contacts.write'] };
    const body = { message: 'x', category: 'MISSING_SCOPES' };
    for (const one of [
      { ...body, errors: [{ message: 'y', context }] },
      { ...body, context },
    ]) {
      const error = refuse(403, one);
      expect(error).toMatchObject({ code: 'forbidden', reason: 'permission' });
      expect(error.message).toBe(
        'update contacts: HubSpot refused (MISSING_SCOPES: crm.objects.contacts.write)',
      );
    }
  });

  it('names the contact that has the address (R-DUP-1)', () => {
    const message = 'Contact already exists. Existing ID: 37765128953';
    expect(ofCategory(409, 'CONFLICT', message).existing).toEqual(['37765128953']);
    const part = { message: 'x', category: 'CONFLICT', context: { existingId: ['12'] } };
    expect(refuse(207, part).existing).toEqual(['12']);
    expect(ofCategory(409, 'CONFLICT').existing).toBeUndefined();
  });

  it('name the record that has the unique value (R-DUP-1)', () => {
    const problem = {
      error: 'CONFLICTING_UNIQUE_VALUE',
      name: 'unify_metadata',
      message: 'Cannot set value=7 already has that value. on 551. 101 already has that value.',
    };
    const message = `Property values were not valid: ${JSON.stringify([problem])}`;
    expect(ofCategory(400, 'VALIDATION_ERROR', message)).toMatchObject({
      code: 'duplicate',
      field: 'unify_metadata',
      existing: ['101'],
    });
  });

  it.each([
    ['Error creating TASK. Some required properties were not set.', 'invalid', 'required-field'],
    ["Missing 'Edit Associations' permission.", 'forbidden', 'permission'],
    ['Batch input provided should have at least one object.', 'invalid', undefined],
  ])('%s is %s', (message, code, reason) => {
    const error = ofCategory(400, 'VALIDATION_ERROR', message);
    expect([error.code, error.reason]).toEqual([code, reason]);
  });

  it('know a record that is gone from one that was meant wrongly', () => {
    const context = { INVALID_OBJECT_IDS: ['CONTACT=424242 is not valid'] };
    const body = { message: 'One or more associations are invalid', category: 'VALIDATION_ERROR' };
    expect(refuse(400, { ...body, context }).code).toBe('not-found');
    expect(refuse(400, body).code).toBe('invalid');
  });

  it('are found among several problems, the first counting', () => {
    const body = {
      ...inErrors('INVALID_EMAIL', 'email'),
      errors: [
        { code: 'INVALID_EMAIL', context: { propertyName: ['email'] } },
        { code: 'INVALID_OPTION', context: { propertyName: ['type'] } },
      ],
    };
    expect(refuse(400, body)).toMatchObject({ field: 'email', remote: { code: 'INVALID_EMAIL' } });
  });

  it('never puts a value into words that may be logged', () => {
    expect(refuse(400, inMessage('INVALID_EMAIL', 'email')).message).toBe(
      'update contacts: HubSpot refused (INVALID_EMAIL)',
    );
  });
});

describe('limits', () => {
  const limited = (policyName: string, word: string) => ({
    status: 'error',
    message: `You have reached your ${word} limit.`,
    errorType: 'RATE_LIMIT',
    policyName,
  });

  it.each([
    ['TEN_SECONDLY_ROLLING', 'ten_secondly_rolling', 10_000],
    ['SECONDLY', 'secondly', 1000],
    ['DAILY', 'daily', 900_000],
  ])('%s are waited for (R-TIME-6)', (policy, word, retryAfterMs) => {
    expect(refuse(429, limited(policy, word))).toMatchObject({
      code: 'rate-limited',
      retry: 'later',
      effect: 'none',
      retryAfterMs,
      remote: { code: policy },
    });
  });

  it('are waited for as long as HubSpot says', () => {
    expect(refuse(429, limited('SECONDLY', 'secondly'), '7').retryAfterMs).toBe(7000);
    expect(refuse(429, undefined, 'soon').retryAfterMs).toBe(10_000);
  });

  it.each([
    [423, 'LOCKED', null, 2000],
    [477, 'MIGRATION_IN_PROGRESS', '30', 30_000],
    [477, 'MIGRATION_IN_PROGRESS', null, 60_000],
  ])('%i waits, and leaves open whether it was done', (status, category, header, retryAfterMs) => {
    const error = refuse(status, { message: 'wait', category }, header);
    expect(error).toMatchObject({ code: 'unavailable', retry: 'later', retryAfterMs });
    expect(error.effect).toBe('unknown');
  });
});

describe('other refusals', () => {
  it.each([
    [400, 'invalid', 'none'],
    [401, 'unauthorized', 'none'],
    [403, 'forbidden', 'none'],
    [408, 'unavailable', 'unknown'],
    [409, 'duplicate', 'none'],
    [414, 'unsupported', 'none'],
    [418, 'unexpected', 'none'],
    [302, 'unexpected', 'none'],
    [429, 'rate-limited', 'none'],
    [500, 'unavailable', 'unknown'],
    [502, 'unavailable', 'unknown'],
    [504, 'unavailable', 'unknown'],
    [524, 'unavailable', 'unknown'],
    [530, 'unauthorized', 'none'],
  ])('%i without a body we know is %s, effect %s', (status, code, effect) => {
    expect(refuse(status, undefined)).toMatchObject({ code, effect });
  });

  it('knows an address that is not there from a record that is not', () => {
    expect(refuse(404, undefined).code).toBe('unsupported');
    expect(refuse(404, { message: 'resource not found' }).code).toBe('not-found');
  });

  it('trusts a broken server in nothing it says', () => {
    expect(ofCategory(500, 'VALIDATION_ERROR')).toMatchObject({
      code: 'unavailable',
      effect: 'unknown',
    });
  });

  it('leaves nothing open after a question', () => {
    const error = toSyncError({ doing, status: 503, complaint: null, writes: false });
    expect(error.effect).toBe('none');
  });

  it('falls to the status for a code nobody knows', () => {
    expect(ofCategory(409, 'constructor').code).toBe('duplicate');
  });
});

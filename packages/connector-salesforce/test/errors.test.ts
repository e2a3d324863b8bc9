import { describe, expect, it } from 'vitest';
import { parseComplaint } from '../src/complaint.ts';
import { toSyncError } from '../src/errors.ts';

const refuse = (status: number, body: unknown) =>
  toSyncError({ doing: 'update Contact', status, complaint: parseComplaint(body), writes: true });

const byCode = (status: number, errorCode: string, message = '') =>
  refuse(status, [{ errorCode, message, fields: ['Title'] }]);

describe("Salesforce's codes", () => {
  it.each([
    [401, 'INVALID_SESSION_ID', 'unauthorized', 'never', undefined],
    [403, 'API_DISABLED_FOR_ORG', 'forbidden', 'never', 'permission'],
    [400, 'INSUFFICIENT_ACCESS_OR_READONLY', 'forbidden', 'never', 'permission'],
    [400, 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', 'forbidden', 'never', 'permission'],
    [400, 'INVALID_FIELD_FOR_INSERT_UPDATE', 'forbidden', 'never', 'permission'],
    [404, 'ENTITY_IS_DELETED', 'not-found', 'never', 'deleted'],
    [404, 'NOT_FOUND', 'not-found', 'never', 'deleted'],
    [400, 'DUPLICATE_VALUE', 'duplicate', 'never', 'duplicate-rule'],
    [400, 'DUPLICATES_DETECTED', 'duplicate', 'never', 'duplicate-rule'],
    [400, 'UNABLE_TO_LOCK_ROW', 'conflict', 'later', 'locked'],
    [500, 'UNABLE_TO_LOCK_ROW', 'conflict', 'later', 'locked'],
    [400, 'ENTITY_IS_LOCKED', 'conflict', 'later', 'locked'],
    [400, 'FIELD_CUSTOM_VALIDATION_EXCEPTION', 'invalid', 'never', 'validation-rule'],
    [400, 'REQUIRED_FIELD_MISSING', 'invalid', 'never', 'required-field'],
    [400, 'STRING_TOO_LONG', 'invalid', 'never', 'too-long'],
    [400, 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', 'invalid', 'never', 'not-a-choice'],
    [400, 'FIELD_INTEGRITY_EXCEPTION', 'invalid', 'never', 'not-a-choice'],
    [400, 'INVALID_EMAIL_ADDRESS', 'invalid', 'never', undefined],
    [400, 'QUERY_TIMEOUT', 'unavailable', 'later', undefined],
    [503, 'SERVER_UNAVAILABLE', 'unavailable', 'later', undefined],
    [500, 'UNKNOWN_EXCEPTION', 'unavailable', 'later', undefined],
  ])('%i %s is %s, %s', (status, errorCode, code, retry, reason) => {
    const error = byCode(status, errorCode);
    expect([error.code, error.retry, error.reason]).toEqual([code, retry, reason]);
    expect(error.remote).toMatchObject({ status, code: errorCode });
  });

  it('tells a spent day from too many at once (R-TIME-6)', () => {
    const day = byCode(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
    const now = byCode(403, 'REQUEST_LIMIT_EXCEEDED', 'ConcurrentPerOrgLongTxn Limit exceeded');
    expect([day.code, now.code]).toEqual(['rate-limited', 'rate-limited']);
    expect(day.retryAfterMs).toBeGreaterThan(now.retryAfterMs ?? 0);
  });

  it('tries a trigger again that met a locked row', () => {
    const code = 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY';
    expect(byCode(400, code, 'T: UNABLE_TO_LOCK_ROW, …')).toMatchObject({ retry: 'later' });
    expect(byCode(400, code, 'T: caused by: NullPointer')).toMatchObject({ retry: 'never' });
  });

  it('knows a missing right from a trigger that failed (R-ERR-1)', () => {
    const code = 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY';
    const message = 'entity type cannot be inserted: Contact';
    expect(byCode(400, code, message)).toMatchObject({ code: 'forbidden', reason: 'permission' });
  });

  it('leaves the effect open only where Salesforce broke down', () => {
    expect([byCode(400, 'X').effect, byCode(500, 'X').effect]).toEqual(['none', 'unknown']);
  });
});

describe('other refusals', () => {
  it.each([
    [400, 'invalid'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [412, 'conflict'],
    [302, 'unexpected'],
    [418, 'unexpected'],
    [420, 'unavailable'],
    [429, 'rate-limited'],
    [502, 'unavailable'],
  ])('%i without a body is %s', (status, code) => {
    expect(refuse(status, undefined).code).toBe(code);
  });

  it('falls to the status for a code nobody knows', () => {
    expect(byCode(503, 'BRAND_NEW').code).toBe('unavailable');
    expect(byCode(200, 'constructor').code).toBe('unexpected');
  });

  it('reads a bare object, as some break-downs answer', () => {
    const error = refuse(503, { errorCode: 'SERVER_UNAVAILABLE', message: 'busy' });
    expect(error.remote?.code).toBe('SERVER_UNAVAILABLE');
  });
});

describe('what a refusal names', () => {
  it('is the field at fault, and never a value in its message', () => {
    const message = 'Title: data value too large: Chief Secret Officer (max length=5)';
    const error = byCode(400, 'STRING_TOO_LONG', message);
    expect(error.field).toBe('Title');
    expect(error.message).toBe('update Contact: Salesforce refused (STRING_TOO_LONG)');
    expect(error.remote?.message).toBe(message);
  });

  it('is the field that only the message names', () => {
    const message =
      "\nSELECT Id,Budget__c\n          ^\nNo such column 'Budget__c' on entity 'Contact'.";
    const body = [{ errorCode: 'INVALID_FIELD', message }];
    expect(refuse(400, body)).toMatchObject({ code: 'unsupported', field: 'Budget__c' });
  });

  it('is the record that holds a unique value, by its long id', () => {
    const message =
      'duplicate value found: K__c duplicates value on record with id: 0018M000003uKqq';
    expect(byCode(400, 'DUPLICATE_VALUE', message).existing).toEqual(['0018M000003uKqqQAE']);
    const unknown =
      'duplicate value found: <unknown> duplicates value on record with id: <unknown>';
    expect(byCode(400, 'DUPLICATE_VALUE', unknown).existing).toBeUndefined();
  });

  it.each(['duplicateResut', 'duplicateResult'])('is what a rule found, under %s', (key) => {
    const record = { Id: '0031i00000abcde' };
    const matchResults = [{ entityType: 'Contact', matchRecords: [{ record }] }];
    const body = [{ errorCode: 'DUPLICATES_DETECTED', message: 'x', [key]: { matchResults } }];
    expect(refuse(400, body).existing).toHaveLength(1);
  });
});

import { salesforce } from '@concord/connector-salesforce';
import { describe, expect, it } from 'vitest';
import { isAllowedHost } from '../src/access/allowed-host.ts';

describe('isAllowedHost', () => {
  it.each([
    'https://acme.my.salesforce.com',
    'https://login.salesforce.com/services/oauth2/token',
    'https://acme--dev.sandbox.my.salesforce.com',
    'https://acme.force.com',
  ])('sends tokens to %s', (address) => {
    expect(isAllowedHost(salesforce, address, true)).toBe(true);
  });

  it.each([
    'http://acme.my.salesforce.com',
    'https://salesforce.com.evil.com',
    'https://evilsalesforce.com',
    'https://acme.my.salesforce.com:8443',
    'https://acme.my.salesforce.com@evil.com',
    'https://user@acme.my.salesforce.com',
    'https://127.0.0.1',
    'http://localhost:8601',
    'not an address',
  ])('sends no token to %s', (address) => {
    expect(isAllowedHost(salesforce, address, true)).toBe(false);
  });

  it('knows no address of a CRM that names none', () => {
    expect(isAllowedHost({ hosts: [] }, 'https://acme.my.salesforce.com', true)).toBe(false);
  });

  it('reaches this machine in development only', () => {
    expect(isAllowedHost(salesforce, 'http://127.0.0.1:8601', false)).toBe(true);
    expect(isAllowedHost(salesforce, 'http://127.0.0.1.evil.com', false)).toBe(false);
  });
});

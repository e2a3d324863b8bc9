import type { Fields, RemoteObject } from '../contract/index.ts';
import type { PlatformRecord } from '../platform/index.ts';
import { isEmpty } from './is-empty.ts';

/**
 * What a lead says of its company, for `WriteFacts.given`: a company without a name is called by
 * its domain, and without a company nothing is said.
 */
export const companyTextOf = (
  { companyText }: RemoteObject,
  company: PlatformRecord | null,
): Fields => {
  if (companyText === undefined || company === null) return {};
  const name = company.fields['name'] ?? null;
  return {
    [companyText.name]: isEmpty(name) ? company.key : name,
    [companyText.domain]: company.key,
  };
};

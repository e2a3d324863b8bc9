import type { MatchedObject } from '@concord/core/platform';
import { normaliseDomain, normaliseEmail } from '@concord/core/policy';
import { createInvalidArgument } from './invalid-argument.ts';

/** A domain or an email address as records are kept by; refuses text that is neither. */
export const normaliseKey = (object: MatchedObject, text: string): string => {
  const key = object === 'company' ? normaliseDomain(text) : normaliseEmail(text);
  if (key !== null) return key;
  throw object === 'company'
    ? createInvalidArgument(
        'domain',
        '`domain` is no domain name.',
        'Give a registrable domain or a website address, such as `acme.com`.',
      )
    : createInvalidArgument(
        'email',
        '`email` is no email address.',
        'Give one address, such as `ada@acme.com`.',
      );
};

import { Refusal } from '../portal/refusal.ts';
import type { Quota } from './quota.ts';
import type { Grant } from './sessions.ts';

/** Which allowance a call is counted in, beside the daily one. */
export type CallKind = 'usual' | 'search' | 'association';

interface Bucket {
  readonly name: string;
  readonly lengthMs: number;
  readonly max: number;
  readonly policy: 'TEN_SECONDLY_ROLLING' | 'SECONDLY';
}

const bucketOf = (quota: Quota, grant: Grant, kind: CallKind): Bucket => {
  const isPrivate = grant.kind === 'private';
  if (kind === 'search')
    return { name: 'search', lengthMs: 1000, max: quota.searchSecondly, policy: 'SECONDLY' };
  const tenSeconds = { lengthMs: 10_000, policy: 'TEN_SECONDLY_ROLLING' } as const;
  if (kind === 'association')
    return { ...tenSeconds, name: `links:${grant.appId}`, max: quota.associationsTenSecondly };
  const max = isPrivate ? quota.tenSecondly : quota.oauthTenSecondly;
  return { ...tenSeconds, name: `calls:${grant.appId}`, max };
};

const words = {
  TEN_SECONDLY_ROLLING: 'ten_secondly_rolling',
  SECONDLY: 'secondly',
  DAILY: 'daily',
} as const;

// HubSpot: the bodies of the three refusals. Recorded answers, 2021 to 2026.
const refusal = (policy: keyof typeof words, grant: Grant, requestId: string): Refusal => {
  const app = grant.kind === 'private' ? 'private_app' : 'oauth';
  return new Refusal(429, {
    message: `You have reached your ${words[policy]} limit.`,
    errorType: 'RATE_LIMIT',
    policyName: policy,
    groupName: `publicapi:${app}-api-calls-${words[policy].replaceAll('_', '-').replace('-rolling', '')}:${grant.appId}`,
    ...(policy === 'DAILY' ? { requestId } : {}),
  });
};

/** Counts a call, or refuses it. */
export const countCall = (
  quota: Quota,
  { grant, kind, requestId }: { grant: Grant; kind: CallKind; requestId: string },
): void => {
  const isPrivate = grant.kind === 'private';
  if (isPrivate && quota.used >= quota.daily) throw refusal('DAILY', grant, requestId);
  const bucket = bucketOf(quota, grant, kind);
  if (!quota.windowOf(bucket.name, bucket.lengthMs).take(bucket.max))
    throw refusal(bucket.policy, grant, requestId);
  if (isPrivate) quota.used += 1;
};

/** What an answer says of the allowance; searches say nothing. */
export const rateHeaders = (quota: Quota, grant: Grant, kind: CallKind): Record<string, string> => {
  if (kind === 'search') return {};
  const { name, lengthMs, max } = bucketOf(quota, grant, kind);
  const left = Math.max(0, max - quota.windowOf(name, lengthMs).count);
  const secondly = Math.max(1, Math.floor(max / 10));
  return {
    'x-hubspot-ratelimit-interval-milliseconds': String(lengthMs),
    'x-hubspot-ratelimit-max': String(max),
    'x-hubspot-ratelimit-remaining': String(left),
    'x-hubspot-ratelimit-secondly': String(secondly),
    'x-hubspot-ratelimit-secondly-remaining': String(Math.min(secondly, left)),
    ...(grant.kind === 'private'
      ? {
          'x-hubspot-ratelimit-daily': String(quota.daily),
          'x-hubspot-ratelimit-daily-remaining': String(Math.max(0, quota.daily - quota.used)),
        }
      : {}),
  };
};

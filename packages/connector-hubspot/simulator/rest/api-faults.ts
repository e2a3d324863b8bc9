import type { SimulatorReply } from '@concord/testkit/simulator';
import { Refusal } from '../portal/refusal.ts';
import type { ApiCall } from './api-types.ts';
import { reply } from './replies.ts';

/** Faults of HubSpot's own, beside those that every simulator's server knows. */
const kinds: ReadonlySet<string> = new Set([
  'locked',
  'migration',
  'rate-limit',
  'no-content-type',
]);

// HubSpot: 423 asks to wait two seconds, 477 says for how long an account moves. developers.hubspot.com, read 2026-11-21
const refusals: Readonly<Record<string, () => SimulatorReply>> = {
  locked: () =>
    reply(423, { status: 'error', message: 'The resource is locked', category: 'LOCKED' }),
  migration: () =>
    reply(
      477,
      { status: 'error', message: 'Migration in progress', category: 'MIGRATION_IN_PROGRESS' },
      { 'retry-after': '30' },
    ),
  'rate-limit': () => {
    throw new Refusal(429, {
      message: 'You have reached your ten_secondly_rolling limit.',
      errorType: 'RATE_LIMIT',
      policyName: 'TEN_SECONDLY_ROLLING',
      groupName: 'publicapi:private_app-api-calls-ten-secondly:fault',
    });
  },
};

const withoutType = ({ headers = {}, ...rest }: SimulatorReply): SimulatorReply => ({
  ...rest,
  headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'content-type')),
});

/** Answers a call, with a fault if one strikes: `after` lets it take effect first. */
export const strikeApiFault = (call: ApiCall, answer: () => SimulatorReply): SimulatorReply => {
  const { faults } = call.portal;
  if (faults.list().length === 0) return answer();
  const { method, target, body } = call.request;
  const subject = { method, target, body: body.toString(), caller: call.saving.actor.id };
  const fault = faults.strike(subject, kinds);
  if (!fault) return answer();
  if (fault.kind === 'no-content-type') return withoutType(answer());
  if (fault.when === 'after') answer();
  return refusals[fault.kind]?.() ?? answer();
};

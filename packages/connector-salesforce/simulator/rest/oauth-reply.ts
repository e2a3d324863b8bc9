import type { SimulatorReply } from '@concord/testkit/simulator';

/** An answer of the OAuth endpoints. */
export const answer = (status: number, value: unknown): SimulatorReply => ({
  status,
  headers: { 'content-type': 'application/json;charset=UTF-8', 'cache-control': 'no-store' },
  body: JSON.stringify(value),
});

/** A refusal in OAuth's words. */
export const failure = (error: string, description: string): SimulatorReply =>
  answer(400, { error, error_description: description });

import { isSyncError } from '@concord/core/contract';
import type { Answer, InputProblem } from '@concord/core/engine';
import type { Connection } from '@concord/core/platform';
import { toFailure } from '@concord/core/policy';
import { builder } from './builder.ts';
import { CrmConnectionType } from './connection-type.ts';
import { type Invalid, toInvalid } from './problem-types.ts';
import type { Refusal, Success } from './result-union.ts';

/** A connection as it is after a change of its credentials. */
export interface Connected extends Success {
  readonly connection: Connection;
}

/** The success type of a mutation that changes credentials. */
export const defineConnected = (name: string, description: string) =>
  builder.objectRef<Connected>(name).implement({
    description,
    fields: (t) => ({
      connection: t.expose('connection', {
        type: CrmConnectionType,
        description: 'The connection as it is now.',
      }),
    }),
  });

/**
 * What became of an attempt to reach an account by what was given; what the CRM refused is told,
 * not thrown.
 */
export const connected = async (
  reach: () => Promise<Answer<Connection>>,
  given = 'grant',
): Promise<Connected | Invalid | Refusal> => {
  try {
    const answer = await reach();
    return answer.ok
      ? { kind: 'success', connection: answer.value }
      : toInvalid(answer.problems.map((found) => asGiven(found, given)));
  } catch (thrown) {
    if (isSyncError(thrown)) return { kind: 'refused', failure: toFailure(thrown) };
    throw thrown;
  }
};

/** The engine speaks of credentials, for which callers give a grant or a code. */
const asGiven = (found: InputProblem, given: string): InputProblem =>
  found.field === 'credentials' ? { ...found, field: given } : found;

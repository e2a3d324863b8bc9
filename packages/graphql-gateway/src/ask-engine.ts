import { isSyncError } from '@concord/core/contract';
import type { Answer } from '@concord/core/engine';
import { toFailure } from '@concord/core/policy';
import { GraphQLError } from 'graphql';
import { createInvalidArgument } from './invalid-argument.ts';
import { toEnumName } from './schema/define-enum.ts';

/** The CRM had to be asked and did not answer: names the obstacle and the remedy. */
const createRefused = (thrown: Parameters<typeof toFailure>[0]): GraphQLError => {
  const { class: kind, message, remedy } = toFailure(thrown);
  return new GraphQLError(message, {
    extensions: { code: 'CRM_REFUSED', class: toEnumName(kind), remedy },
  });
};

/** What the engine answers to a query; refuses as the API does where it cannot. */
export const askEngine = async <Value>(question: Promise<Answer<Value>>): Promise<Value> => {
  try {
    const answer = await question;
    if (answer.ok) return answer.value;
    const [problem] = answer.problems;
    throw createInvalidArgument(
      problem?.field ?? '',
      problem?.message ?? '',
      problem?.remedy ?? '',
    );
  } catch (thrown) {
    throw isSyncError(thrown) ? createRefused(thrown) : thrown;
  }
};

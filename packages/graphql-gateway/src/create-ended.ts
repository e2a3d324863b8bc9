import { GraphQLError } from 'graphql';
import { type Ended, limitMs } from './within-time.ts';

const errors: Readonly<Record<Ended, () => GraphQLError>> = {
  late: () =>
    new GraphQLError(`The request took longer than ${limitMs / 1000} seconds.`, {
      extensions: {
        code: 'TIMEOUT',
        remedy: 'Ask for less at once; a mutation may have been done and can safely be repeated.',
        http: { status: 503 },
      },
    }),
  left: () =>
    new GraphQLError('The caller left.', {
      extensions: { code: 'CANCELLED', http: { status: 499 } },
    }),
};

/** What stands in for an answer that was ended early. */
export const createEnded = (ended: Ended): GraphQLError => errors[ended]();

import { GraphQLError } from 'graphql';

/** How many streams may be open at one time. */
export interface StreamPlaces {
  /**
   * Takes a place for a stream of the workspace; answers its number, from 1 on, and how to give the
   * place back, once however often. Throws when there is none for this workspace.
   */
  readonly take: (workspace: string) => { readonly nth: number; readonly giveBack: () => void };
}

/** Streams of one process. */
const placeMax = 5_000;

const createTooMany = () =>
  new GraphQLError('Too many subscriptions are open.', {
    extensions: {
      code: 'TOO_MANY_SUBSCRIPTIONS',
      remedy: 'Close some, or try again later.',
      http: { status: 429 },
    },
  });

/**
 * Places that all workspaces of a process share: each may hold as many as are still free. One alone
 * gets half of them, and however many are greedy, one that comes late finds some.
 */
export const createStreamPlaces = (max = placeMax): StreamPlaces => {
  const taken = new Map<string, number>();
  let all = 0;
  let nth = 0;
  const add = (workspace: string, count: number): void => {
    all += count;
    taken.set(workspace, (taken.get(workspace) ?? 0) + count);
  };
  return {
    take: (workspace) => {
      if ((taken.get(workspace) ?? 0) >= max - all) throw createTooMany();
      add(workspace, 1);
      nth += 1;
      let held = 1;
      const giveBack = (): void => {
        add(workspace, -held);
        held = 0;
      };
      return { nth, giveBack };
    },
  };
};

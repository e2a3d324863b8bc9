import { refuse } from '../org/record-error.ts';
import type { Subrequest } from './run-subrequests.ts';

const headPattern = /@\{([^}.[]+)[^}]*\}/gu;

/** The reference ids that a request's address and body name. */
export const referencesOf = ({ url, body }: Subrequest): string[] =>
  [...`${url} ${JSON.stringify(body) ?? ''}`.matchAll(headPattern)].map(([, head = '']) => head);

/** Refuses ids that are malformed or not unique, and requests that name what no earlier one is called. */
export const checkReferences = (requests: readonly Subrequest[]): void => {
  const earlier = new Set<string>();
  for (const request of requests) {
    const { referenceId } = request;
    if (!/^[A-Za-z0-9]\w*$/u.test(referenceId) || earlier.has(referenceId)) {
      refuse('INVALID_INPUT', `Provided referenceId ${referenceId} is not valid or not unique`);
    }
    const unknown = referencesOf(request).find((head) => !earlier.has(head));
    if (unknown !== undefined) {
      // [MEM] The code and the wording.
      const message = `Invalid reference specified. No reference named ${unknown} before ${referenceId}`;
      refuse('INVALID_INPUT', message);
    }
    earlier.add(referenceId);
  }
};

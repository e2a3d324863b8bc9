import type { Answer, InputProblem } from './engine.ts';

/** Refuses a request for one reason. */
export const problem = (one: InputProblem): Extract<Answer<never>, { ok: false }> => ({
  ok: false,
  problems: [one],
});

/** A connection id that leads nowhere. */
export const noConnection = problem({
  field: 'connectionId',
  message: 'no such connection',
  remedy: 'take an id of crmConnections',
});

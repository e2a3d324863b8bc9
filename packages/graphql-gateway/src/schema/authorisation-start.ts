import type { Answer, InputProblem } from '@concord/core/engine';
import type { Authorisation } from '../accounts.ts';
import { builder } from './builder.ts';
import { type Invalid, toInvalid } from './problem-types.ts';
import type { Success } from './result-union.ts';

/** Somebody is to be sent to a CRM's own pages. */
interface Started extends Success {
  readonly authorisation: Authorisation;
}

const AuthorisationType = builder.objectRef<Authorisation>('Authorisation').implement({
  description: "The way to a CRM's own pages, where the account's owner lets us in.",
  fields: (t) => ({
    authorizeUrl: t.exposeString('authorizeUrl', {
      description: "Where to send the owner's browser.",
    }),
    state: t.exposeString('state', {
      description: 'What comes back with the browser; a page finishes only what it began itself.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'From when it can no longer be finished.',
    }),
  }),
});

/** The success type of a mutation that sends somebody to a CRM's own pages. */
export const defineStarted = (name: string) =>
  builder.objectRef<Started>(name).implement({
    description: 'It is begun; `finishConnectCrm` finishes it, with the key that began it.',
    fields: (t) => ({
      authorisation: t.expose('authorisation', {
        type: AuthorisationType,
        description: 'Where to send the browser, and what comes back with it.',
      }),
    }),
  });

export const redirectUriText =
  'The page that the browser comes back to; one of those configured, to the letter.';
export const loginUrlText =
  "Where the owner signs in, as the domain of a sandbox; the CRM's usual address when left out.";

/** What became of an attempt to begin; `name` is what the caller gave for the CRM. */
export const started = (answer: Answer<Authorisation>, name = 'crm'): Started | Invalid => {
  if (answer.ok) return { kind: 'success', authorisation: answer.value };
  const asGiven = (found: InputProblem): InputProblem =>
    found.field === 'crm' ? { ...found, field: name } : found;
  return toInvalid(answer.problems.map(asGiven));
};

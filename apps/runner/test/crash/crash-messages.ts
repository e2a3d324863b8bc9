import type { CompanyInput, PersonInput } from '@concord/core/engine';
import type { Outcome } from '@concord/core/ports';

/** What the runner that is to die tells its killer. */
export interface Message {
  readonly said: 'ready' | 'wrote';
  /** Outcomes of writes, newest first. */
  readonly outcomes: readonly Outcome[];
}

/** The CRM's records that each turn writes to, besides those it creates. */
export const knownEmail = (turn: number): string => `known${turn}@known${turn}.example`;
export const newEmail = (turn: number): string => `new${turn}@fresh${turn}.example`;

/** What a turn asks for: two creates and two guarded updates, companies before people. */
export const askOf = (
  turn: number,
): { readonly companies: readonly CompanyInput[]; readonly people: readonly PersonInput[] } => ({
  companies: [
    { domain: `known${turn}.example`, fields: { description: 'Ours', phone: '+1 555 0100' } },
  ],
  people: [
    { email: knownEmail(turn), fields: { title: 'Ours', workPhone: '+1 555 0100' } },
    {
      email: newEmail(turn),
      fields: { firstName: 'New', lastName: `Person ${turn}` },
      company: { domain: `fresh${turn}.example`, fields: { name: `Fresh ${turn}` } },
    },
  ],
});

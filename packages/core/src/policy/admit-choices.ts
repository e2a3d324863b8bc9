import type { FieldValue, RemoteRecord } from '../contract/index.ts';
import { problem } from './converted.ts';
import { isEmpty } from './is-empty.ts';
import type { Proposal } from './propose-values.ts';
import { valueAt } from './value-at.ts';

/**
 * Offers no choice that the field it depends on does not admit, as a state outside its country: the
 * CRM would refuse the whole record for it.
 */
export const admitChoices = (
  proposals: readonly Proposal[],
  current: RemoteRecord | null,
): Proposal[] => {
  const offered = new Map(proposals.map(({ crmField, offer }) => [crmField, offer]));
  const valueOf = (crmField: string): FieldValue => {
    const held = current === null ? null : (valueAt(current.fields, crmField) ?? null);
    const offer = offered.get(crmField);
    return isEmpty(held) && offer?.ok === true ? offer.value : held;
  };
  return proposals.map((proposal) =>
    isAdmitted(proposal, valueOf) ? proposal : { ...proposal, offer: problem('not-a-choice') },
  );
};

const isAdmitted = (
  { field, offer }: Proposal,
  valueOf: (crmField: string) => FieldValue,
): boolean => {
  const dependsOn = field?.dependsOn;
  if (dependsOn === undefined || !offer.ok || isEmpty(offer.value)) return true;
  const { field: parent, admits } = dependsOn;
  const value = String(valueOf(parent));
  return Object.hasOwn(admits, value) && admits[value]?.includes(String(offer.value)) === true;
};

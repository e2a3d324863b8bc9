import type { Draft, DraftLink, RemoteId } from '@concord/core/contract';

/** Associates a new or changed record with another one. */
export interface Association {
  readonly to: RemoteId;
  /** All labels that the pair is to have. */
  readonly typeIds: readonly number[];
}

// HubSpot: types of association, which mind the direction; the first company of a contact and the
// primary one have a type each. developers.hubspot.com "Associations v4", read 2026-11-21
const anyCompany = 279;
const primaryCompany = 1;
const typesOf: Readonly<Record<string, Partial<Record<DraftLink['role'], number>>>> = {
  emails: { person: 198, company: 186 },
  tasks: { person: 204, company: 192 },
};

/** The contact's own company, which HubSpot takes as an association alone. */
export const companyField = 'associatedcompanyid';

/** A company of a contact, whichever is the primary one. */
export const toCompany = (company: RemoteId): Association => ({
  to: company,
  typeIds: [anyCompany],
});

/** What makes a company the primary one of a contact, in place of any other. */
export const toFirstCompany = (company: RemoteId): Association => ({
  to: company,
  typeIds: [anyCompany, primaryCompany],
});

/** What a new email or task hangs on (R-EMAIL-7, R-TASK-2); its owner is a property. */
export const hangingsOf = (object: string, { links = [] }: Draft): Association[] =>
  links.flatMap(({ role, id }) => {
    const typeId = typesOf[object]?.[role];
    return typeId === undefined ? [] : [{ to: id, typeIds: [typeId] }];
  });

/** Id of the owner of a new email or task; `null` for nobody. */
export const ownerOf = ({ links = [] }: Draft): RemoteId | null =>
  links.find(({ role }) => role === 'owner')?.id ?? null;

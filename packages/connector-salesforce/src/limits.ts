/** Pinned, so that an answer never changes its shape under us; in service since October 2024. */
export const apiVersion = '62.0';

/** Where every request begins. */
export const apiRoot = `/services/data/v${apiVersion}`;

// Salesforce: a query page holds 200 to 2,000 rows.
// developer.salesforce.com "Query Options Header", read 2026-11-21
export const pageMax = 2000;

// Salesforce: 200 records per Collections call.
// developer.salesforce.com "sObject Collections", read 2026-11-21
export const collectionMax = 200;

// Salesforce: 25 sub-requests per Composite call, at most 5 of them queries; one API call.
// developer.salesforce.com "Composite", read 2026-11-21
export const compositeMax = 25;
export const compositeQueryMax = 5;

// Salesforce: a string in a WHERE clause has at most 4,000 characters.
// developer.salesforce.com "SOQL and SOSL Limits", read 2026-11-21
export const literalMax = 4000;

/** Characters of a key: more than a field holds that can be filtered by, and fit for a literal. */
export const keyMax = 1000;

// Salesforce: an address of more than 16,384 bytes is refused with 414; room is left for headers.
// developer.salesforce.com "API Request Limits", read 2026-11-21
export const queryAddressMax = 12_000;

/** Patterns in one query: Salesforce refuses a query that it finds too complicated. */
export const patternMax = 50;

// Salesforce: aggregates have no second page; far fewer groups than rows fit one.
export const groupMax = 200;

// Salesforce: /updated needs more than a minute between its ends, and cuts seconds off.
// developer.salesforce.com "Get Updated", read 2026-11-21
export const updatedSpanMs = 120_000;

// Salesforce: /deleted reaches back 15 days, and refuses to begin earlier; some minutes of that are
// left out, for its clock and ours to differ. developer.salesforce.com "Get Deleted", read 2026-11-22
export const deletedSpanMs = 15 * 86_400_000 - 600_000;

/**
 * How long a committed change may stay invisible where `/updated` does not tell. Most transactions
 * end within seconds; Salesforce ends a call after ten minutes.
 */
export const settleMs = 600_000;

/** Keys or ids that one match or look-up takes. */
export const matchMax = 200;

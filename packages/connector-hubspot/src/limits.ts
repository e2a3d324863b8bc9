// HubSpot: an address that is too long is refused with 414; at 16,000 characters, as reports go. What
// is asked for by name may take this many. Reports, read 2026-11-21
export const addressMax = 12_000;

// HubSpot: 100 records on a page of a list, 100 inputs in a batch.
// developers.hubspot.com "CRM objects", read 2026-11-21
export const pageMax = 100;
export const batchMax = 100;

// HubSpot: 50 records where the history of properties is asked for. Reports, read 2026-11-21
export const historyMax = 50;

// HubSpot: 1,000 records in a read of associations; a write of them takes 2,000, more than there are
// inputs in a batch. developers.hubspot.com "Associations v4", read 2026-11-21
export const linkReadMax = 1000;

// HubSpot: a search has 200 records on a page, and takes 5 groups of filters and a body of 3,000
// characters. It shows 10,000 records at most, which one that goes on above the last id never
// reaches. developers.hubspot.com "Search", read 2026-11-21
export const searchPageMax = 200;
export const searchBodyMax = 3000;
export const filterGroupMax = 5;

// HubSpot: 500 owners on a page. OpenAPI description, read 2026-11-21
export const ownerPageMax = 500;

/**
 * How long a committed change may stay invisible to a search. HubSpot says "a few moments"; reports
 * go to a minute.
 */
export const settleMs = 300_000;

/** How long a search may miss a record just written. */
export const searchLagMs = 60_000;

/** Keys or ids that one match or look-up takes. */
export const matchMax = 100;

// HubSpot: characters of a text. developers.hubspot.com "Properties", read 2026-11-21
export const textMax = 65_536;

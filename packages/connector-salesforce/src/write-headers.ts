// Salesforce: without this header, assignment rules may change the owner on create and update;
// and a duplicate rule is only passed over where a request says so, which none of ours does.
// developer.salesforce.com "Assignment Rule Header", "Duplicate Rule Header", read 2026-11-21
/** Headers of every write that leaves owners alone. */
export const writeHeaders = { 'Sforce-Auto-Assign': 'FALSE' } as const;

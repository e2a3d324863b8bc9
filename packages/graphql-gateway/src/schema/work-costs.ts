/**
 * What an operation costs by the work that it makes, beside that of what it shows: a query of a page
 * costs what its values do, these may be answered with one.
 */
export const workCosts = {
  /** Of what may be about all records of a workspace or an account. */
  allRecords: 10_000,
  /** Of a record to be written again. */
  record: 10,
  /** Of why one record is as it is, for which the CRM may be asked. */
  explanation: 500,
  /** Of what is to be done about a page of records, for which the CRM may be asked. */
  plan: 5_000,
} as const;

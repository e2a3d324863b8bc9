/** The statuses of tasks in an org that nobody has changed. */
export const stockStatuses = [
  { apiName: 'Not Started', isClosed: false, isDefault: true },
  { apiName: 'In Progress', isClosed: false, isDefault: false },
  { apiName: 'Completed', isClosed: true, isDefault: false },
  { apiName: 'Waiting on someone else', isClosed: false, isDefault: false },
  { apiName: 'Deferred', isClosed: false, isDefault: false },
] as const;

/** The statuses of leads in an org that nobody has changed. */
export const stockLeadStatuses = [
  { apiName: 'Open - Not Contacted', isConverted: false, isDefault: true },
  { apiName: 'Working - Contacted', isConverted: false, isDefault: false },
  { apiName: 'Closed - Converted', isConverted: true, isDefault: false },
  { apiName: 'Closed - Not Converted', isConverted: false, isDefault: false },
] as const;

const open = { isClosed: false, isWon: false, forecast: 'Pipeline' } as const;

/** The stages of opportunities in an org that nobody has changed. */
export const stockStages = [
  { apiName: 'Prospecting', probability: 10, ...open },
  { apiName: 'Qualification', probability: 10, ...open },
  { apiName: 'Needs Analysis', probability: 20, ...open },
  { apiName: 'Value Proposition', probability: 50, ...open },
  { apiName: 'Id. Decision Makers', probability: 60, ...open },
  { apiName: 'Perception Analysis', probability: 70, ...open },
  { apiName: 'Proposal/Price Quote', probability: 75, ...open },
  { apiName: 'Negotiation/Review', probability: 90, ...open },
  { apiName: 'Closed Won', probability: 100, isClosed: true, isWon: true, forecast: 'Closed' },
  { apiName: 'Closed Lost', probability: 0, isClosed: true, isWon: false, forecast: 'Omitted' },
] as const;

/** What people call every CRM that this program reaches; so little that help costs no connector. */
export const crmLabels = { salesforce: 'Salesforce', hubspot: 'HubSpot' } as const;

export type CrmId = keyof typeof crmLabels;

/** Their names. */
export const crmIds = Object.keys(crmLabels) as readonly CrmId[];

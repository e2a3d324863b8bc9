/** Every CRM that this program reaches; names alone, so that help costs no connector. */
export const crmIds = ['salesforce', 'hubspot'] as const;

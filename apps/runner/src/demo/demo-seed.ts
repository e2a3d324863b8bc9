/** What the demo's Salesforce is seeded with. */
export const demoSeed = {
  seed: 20_260,
  accounts: 2_000,
  contacts: 10_000,
  leads: 500,
  opportunities: 200,
  tasks: 500,
  emails: 300,
} as const;

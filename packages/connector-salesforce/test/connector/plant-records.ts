import type { SalesforceSimulator } from '../../simulator/index.ts';

type Org = SalesforceSimulator['org'];
type Doer = Parameters<Org['insert']>[2];

/** Objects whose records come and go. */
export const planted = [
  'Account',
  'Contact',
  'Lead',
  'Opportunity',
  'OpportunityContactRole',
  'Task',
] as const;

export type Planted = (typeof planted)[number];

/** Makes one record of an object, with what it hangs on. */
type Plant = (org: Org, number: number, doer?: Doer) => string;

const contact: Plant = (org, number, doer) =>
  org.insert('Contact', { LastName: `P${number}` }, doer);

const opportunity: Plant = (org, number, doer) =>
  org.insert(
    'Opportunity',
    { Name: `O${number}`, StageName: 'Prospecting', CloseDate: '2026-12-31' },
    doer,
  );

/** How a record of each object that is read comes into being. */
export const plants: Readonly<Record<Planted, Plant>> = {
  Account: (org, number, doer) => org.insert('Account', { Name: `A${number}` }, doer),
  Contact: contact,
  Lead: (org, number, doer) =>
    org.insert('Lead', { LastName: `L${number}`, Company: `C${number}` }, doer),
  Opportunity: opportunity,
  OpportunityContactRole: (org, number, doer) =>
    org.insert(
      'OpportunityContactRole',
      { OpportunityId: opportunity(org, number), ContactId: contact(org, number) },
      doer,
    ),
  Task: (org, number, doer) => org.insert('Task', { Subject: `T${number}` }, doer),
};

/** Makes records, in the order of their ids. */
export const plantMany = (org: Org, object: Planted, count: number): string[] => {
  const plant: Plant = plants[object];
  return Array.from({ length: count }, (_, number) => plant(org, number));
};

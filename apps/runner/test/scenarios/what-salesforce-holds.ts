import type { Change } from '@concord/testkit/simulator';
import type { Scenario } from './scenario-world.ts';

type Rows = Promise<Readonly<Record<string, unknown>>[]>;

/** Contacts with an email address. */
export const contactsOf = ({ person }: Scenario, email: string): Rows =>
  person.query(
    `SELECT Id, FirstName, LastName, Title, AccountId FROM Contact WHERE Email = '${email}'`,
  );

/** Leads with an email address. */
export const leadsOf = ({ person }: Scenario, email: string): Rows =>
  person.query(`SELECT Id, LastName, Title, Company FROM Lead WHERE Email = '${email}'`);

/** Email messages of the thread that Ada is written to in. */
export const messagesOf = ({ person }: Scenario): Rows =>
  person.query(
    `SELECT Id, Subject, HtmlBody, Incoming, MessageDate, CreatedById FROM EmailMessage
     WHERE ThreadIdentifier = 'thread-1'`,
  );

/** Whom an email message is from, to and about. */
export const relationsOf = ({ person }: Scenario, messageId: unknown): Rows =>
  person.query(
    `SELECT RelationId, RelationType FROM EmailMessageRelation
     WHERE EmailMessageId = '${String(messageId)}'`,
  );

/** Tasks that carry the platform's key. */
export const tasksOf = ({ person }: Scenario): Rows =>
  person.query(
    `SELECT Id, Subject, Description, TaskSubtype, Status, IsClosed, WhoId, WhatId, OwnerId
     FROM Task WHERE Unify_Metadata__c != null AND Subject LIKE '%ngines'`,
  );

/** What our user changed, as Salesforce's history tells. */
export const ourChanges = async (
  { world, store }: Scenario,
  where: { readonly object?: string; readonly kind?: Change['kind'] } = {},
): Promise<Change[]> => {
  const connection = await store.getConnection('c1');
  return world.simulator.history.list({ ...where, user: connection?.userId });
};

/** Those of the records that our user changed. */
export const touched = async (scenario: Scenario, ids: readonly string[]): Promise<string[]> => {
  const changed = new Set((await ourChanges(scenario)).map(({ id }) => id));
  return ids.filter((id) => changed.has(id));
};

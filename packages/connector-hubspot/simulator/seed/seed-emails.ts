import { toInstant } from '../store/instant.ts';
import { encodeId } from '../store/record-ids.ts';
import type { Value } from '../store/table.ts';
import { pickRow } from './live-rows.ts';
import { linkerOf } from './plant-link.ts';
import { planterOf, type SeedContext } from './plant-record.ts';

/** The emails of a seed. */
export interface SeededEmails {
  /** Emails that a connected mailbox logged, by their message ids. */
  readonly logged: ReadonlyMap<string, string>;
}

const subjects = ['Quick question', 'Following up', 'Our proposal', 'Re: pricing'];

const valuesOf = (
  { portal, random }: SeedContext,
  { contact, messageId, at }: { contact: number | null; messageId: string; at: number },
): Record<string, Value> => {
  const isIncoming = random.chance(0.25);
  const address =
    contact === null ? 'unknown@nowhere.example' : portal.table('contacts').get(contact, 'email');
  const [from, to] = isIncoming ? [address, 'owner1@sim.example'] : ['owner1@sim.example', address];
  return {
    hs_timestamp: toInstant(at),
    hs_email_direction: isIncoming ? 'INCOMING_EMAIL' : 'EMAIL',
    hs_email_status: 'SENT',
    hs_email_subject: random.pick(subjects),
    hs_email_text: 'Hello,\nshall we talk next week?',
    hs_email_html: '<p>Hello,<br>shall we talk next week?</p>',
    hs_email_message_id: messageId,
    hs_email_from_email: from,
    hs_email_to_email: to,
    hs_email_logged_from: 'GMAIL',
    hs_body_preview: 'Hello, shall we talk next week?',
  };
};

/** Plants emails that a connected mailbox logged, most with a contact. */
export const seedEmails = (context: SeedContext, count: number): SeededEmails => {
  const { portal, random, times } = context;
  const plant = planterOf(context, 'emails');
  const toContact = linkerOf(portal, 'emails', 'contacts');
  const table = portal.table('emails');
  const logged = new Map<string, string>();
  for (let index = 0; index < count; index += 1) {
    const { createdAt } = times(index, count);
    const contact = random.chance(0.95) ? pickRow(random, portal.table('contacts')) : null;
    const messageId = `<seed-${index}@mail.sim.example>`;
    const values = valuesOf(context, { contact, messageId, at: createdAt });
    const row = plant({ createdAt, modifiedAt: createdAt, isArchived: false, values });
    table.set(row, 'hs_object_source', 'EMAIL');
    table.set(row, 'hs_object_source_id', null);
    table.set(row, 'hs_object_source_label', 'EMAIL');
    if (contact !== null) toContact(row, contact);
    logged.set(messageId, encodeId(row));
  }
  return { logged };
};

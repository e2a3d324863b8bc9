import type { PlatformRecord } from '../platform/index.ts';
import type { ConnectionSwitches, NewWriteRequest } from '../ports/index.ts';
import type { EngineParts } from './engine.ts';

/** How many of a person's newest emails are looked through. */
const newestMax = 100;

const answers = (email: PlatformRecord) => (one: PlatformRecord) =>
  one.fields['direction'] === 'reply' && one.fields['inReplyTo'] === email.fields['messageId'];

/** Replies to the email that the platform was told of. */
async function repliesTo(
  { store }: EngineParts,
  email: PlatformRecord,
): Promise<readonly PlatformRecord[]> {
  if (email.fields['direction'] === 'reply' || email.personId === null) return [];
  const newest = await store.activitiesOf('emailMessage', [email.personId], newestMax);
  return newest.get(email.personId)?.filter(answers(email)) ?? [];
}

/**
 * Asks for the writing of replies that were told before the email they answer, and so were left
 * out (R-EMAIL-1). Called once the email is stored: a reply told from then on finds it by itself.
 */
export async function askForReplies(
  parts: EngineParts,
  email: PlatformRecord,
  to: {
    readonly connections: readonly ConnectionSwitches[];
    readonly request: (record: PlatformRecord, connectionId: string) => NewWriteRequest;
  },
): Promise<void> {
  const replies = await repliesTo(parts, email);
  if (replies.length === 0) return;
  const links = await parts.store.linksOf(replies.map(({ id }) => id));
  const requests = to.connections.flatMap(({ id }) =>
    replies
      .filter((reply) => !links.some((l) => l.recordId === reply.id && l.connectionId === id))
      .map((reply) => to.request(reply, id)),
  );
  if (requests.length > 0) await parts.store.saveAndRequest([], requests);
}

import type { Context, Draft, RemoteId, WriteResult } from '@concord/core/contract';
import { send } from './client.ts';
import { parseComplaint } from './complaint.ts';
import { hangingsOf } from './draft-links.ts';
import { malformedAnswer, toSyncError } from './errors.ts';
import { holdsReference } from './holds-reference.ts';
import { apiRoot, compositeMax } from './limits.ts';
import type { ObjectShape } from './objects/object-shape.ts';
import { compositeAnswer, createdRecord, parseAnswer } from './parse-answer.ts';
import { toRecordId } from './record-id.ts';
import { createRecords } from './write-records.ts';

/** Emails in one call: each is one sub-request, and the link to its sender another. */
export const emailMax = Math.floor(compositeMax / 2);

/**
 * Creates emails, each with the link to its sender, in one Composite call; see `Create`. An email
 * whose sender cannot be linked is created all the same: the result is the email's.
 */
export const createEmails = (shape: ObjectShape) => {
  const createAlone = createRecords(shape, toEmail);
  return async (context: Context, drafts: readonly Draft[]): Promise<WriteResult[]> => {
    if (
      drafts.every((draft) => senderOf(draft) === null) ||
      drafts.some(({ fields }) => holdsReference(fields))
    ) {
      // Collections know no references, and no link to the sender either.
      return createAlone(context, drafts);
    }
    const doing = `create ${drafts.length} ${shape.name}`;
    const compositeRequest = drafts.flatMap((draft, at) => toParts(shape, draft, at));
    const request = { method: 'POST', path: '/composite', doing, writes: true } as const;
    const { body } = await send(context, {
      ...request,
      body: { allOrNone: false, collateSubrequests: false, compositeRequest },
    });
    const { compositeResponse: parts } = parseAnswer(compositeAnswer, body, request);
    const answers = new Map(parts.map((part) => [part.referenceId, part]));
    return drafts.map((_, at) => {
      const part = answers.get(referenceOf(at));
      if (part === undefined) throw malformedAnswer(doing, 'parts are missing', true);
      return toResult(part, `create ${shape.name}`);
    });
  };
};

/** Who wrote the email, where that is somebody whom Salesforce knows. */
const senderOf = (draft: Draft): RemoteId | null => {
  const { person, owner } = hangingsOf(draft);
  return (isReply(draft) ? person : owner)?.id ?? null;
};

const isReply = ({ fields }: Draft): boolean => fields['Incoming'] === true;

// Salesforce: people are linked by the id lists of an email, and not by their addresses.
// developer.salesforce.com "EmailMessage", read 2026-11-21
const toEmail = (draft: Draft) => {
  const { person, company, owner } = hangingsOf(draft);
  const recipient = isReply(draft) ? owner : person;
  return {
    ...draft.fields,
    ...(recipient && { ToIds: [recipient.id] }),
    ...(company && { RelatedToId: company.id }),
  };
};

const referenceOf = (at: number): string => `email${at}`;

const toParts = ({ name }: ObjectShape, draft: Draft, at: number): object[] => {
  const email = {
    method: 'POST',
    url: `${apiRoot}/sobjects/${name}`,
    referenceId: referenceOf(at),
    body: toEmail(draft),
  };
  const sender = senderOf(draft);
  return sender === null ? [email] : [email, toSenderPart(sender, draft, at)];
};

const toSenderPart = (sender: RemoteId, { fields }: Draft, at: number): object => ({
  method: 'POST',
  url: `${apiRoot}/sobjects/EmailMessageRelation`,
  referenceId: `sender${at}`,
  body: {
    EmailMessageId: `@{${referenceOf(at)}.id}`,
    RelationType: 'FromAddress',
    RelationId: sender,
    ...(typeof fields['FromAddress'] === 'string' && { RelationAddress: fields['FromAddress'] }),
  },
});

const toResult = (
  { httpStatusCode: status, body }: { readonly httpStatusCode: number; readonly body?: unknown },
  doing: string,
): WriteResult => {
  if (status >= 200 && status < 300) {
    return {
      ok: true,
      id: toRecordId(parseAnswer(createdRecord, body, { doing, writes: true }).id),
    };
  }
  return {
    ok: false,
    error: toSyncError({ doing, status, complaint: parseComplaint(body), writes: true }),
  };
};

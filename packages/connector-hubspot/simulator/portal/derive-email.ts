import { z } from 'zod';
import type { Value } from '../store/table.ts';
import type { Derived, Deriving } from './derive-values.ts';
import { refuse } from './refusal.ts';

const person = z.object({
  email: z.string().optional(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
});

const headersShape = z.object({
  from: person.optional(),
  sender: person.optional(),
  to: z.array(person).default([]),
  cc: z.array(person).default([]),
  bcc: z.array(person).default([]),
});

type Person = z.output<typeof person>;

const joined = (people: readonly Person[], part: keyof Person): Value => {
  const text = people.map((each) => each[part] ?? '').join(';');
  return text.replaceAll(';', '') === '' ? null : text;
};

const ofRole = (role: string, people: readonly Person[]): Derived => [
  [`hs_email_${role}_email`, joined(people, 'email')],
  [`hs_email_${role}_firstname`, joined(people, 'firstName')],
  [`hs_email_${role}_lastname`, joined(people, 'lastName')],
];

const parseHeaders = (text: string): z.output<typeof headersShape> => {
  try {
    return headersShape.parse(JSON.parse(text));
  } catch {
    return refuse('Property hs_email_headers is not a valid JSON object of email headers');
  }
};

const fromHeaders = (text: Value): Derived => {
  if (text === null) return [];
  const { from, sender, to, cc, bcc } = parseHeaders(text);
  return [
    ...ofRole('from', from ? [from] : []),
    ...ofRole('sender', sender ? [sender] : []),
    ...ofRole('to', to),
    ...ofRole('cc', cc),
    ...ofRole('bcc', bcc),
  ];
};

const withoutTags = (text: string): string =>
  text
    .replaceAll(/<[^>]*>/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();

/** Who wrote to whom, from the headers, and a preview of the body. */
export const deriveEmail = ({ changed, get }: Deriving): Derived => {
  const body = get('hs_email_html') ?? get('hs_email_text');
  const hasBody = changed.has('hs_email_html') || changed.has('hs_email_text');
  return [
    ...(changed.has('hs_email_headers') ? fromHeaders(get('hs_email_headers')) : []),
    ...(hasBody && body !== null
      ? ([
          ['hs_body_preview', withoutTags(body).slice(0, 500)],
          ['hs_body_preview_html', body.slice(0, 2000)],
        ] as const)
      : []),
  ];
};

import { z } from 'zod';

/** One thing that HubSpot says is wrong: of a whole call, or of inputs of a batch. */
export interface Complaint {
  /** HubSpot's words for it, the narrowest first: `INVALID_OPTION`, `VALIDATION_ERROR`. */
  readonly codes: readonly string[];
  /** HubSpot's sentence, which may quote a value: never logged. */
  readonly message: string;
  /** The properties at fault. */
  readonly fields: readonly string[];
  /** Scopes of which our token lacks one. */
  readonly scopes: readonly string[];
  /** Ids of the records that a new one collides with. */
  readonly existing: readonly string[];
  /** The inputs of a batch that it speaks of: their trace ids, and their ids. */
  readonly traceIds: readonly string[];
  readonly ids: readonly string[];
}

const texts = z.union([z.array(z.coerce.string()), z.string().transform((one) => [one])]);
const contextShape = z.record(z.string(), z.unknown()).nullish().catch(null);

// HubSpot: an error, inside an answer of its own or of a batch. Recorded answers, read 2026-11-21
const shape = z.looseObject({
  message: z.string(),
  category: z.string().nullish(),
  subCategory: z.string().nullish().catch(null),
  errorType: z.string().nullish(),
  policyName: z.string().nullish(),
  context: contextShape,
  errors: z
    .array(
      z.looseObject({
        code: z.string().nullish(),
        message: z.string().nullish(),
        context: contextShape,
      }),
    )
    .nullish()
    .catch(null),
});

type Raw = z.output<typeof shape>;

/** What is wrong with one property, as the message of a refused write has it in JSON. */
const inner = z.array(
  z.looseObject({ error: z.string(), name: z.string().nullish(), message: z.string().nullish() }),
);

/** An error of HubSpot's; `null` for a body that is none. */
export const parseComplaint = (body: unknown): Complaint | null => {
  const raw = shape.safeParse(body).data;
  if (raw === undefined) return null;
  const inMessage = innerOf(raw.message);
  const all = (name: string): string[] => everywhere(raw, name);
  return {
    codes: codesOf(raw, inMessage),
    message: raw.message,
    fields: [
      ...all('propertyName'),
      ...inMessage.flatMap(({ name }) => name ?? unknownProperty(raw.message)),
    ],
    scopes: all('requiredGranularScopes'),
    existing: existingIn(raw, inMessage),
    traceIds: all('objectWriteTraceId'),
    ids: all('ids'),
  };
};

// HubSpot: an association with a record that is gone is told by the context alone, under this name.
// Recorded answers, read 2026-11-21
const invalidIds = 'INVALID_OBJECT_IDS';

const codesOf = (raw: Raw, inMessage: z.output<typeof inner>): string[] =>
  [
    ...(raw.errors ?? []).map(({ code }) => code),
    ...inMessage.map(({ error }) => error),
    raw.policyName,
    invalidIds in (raw.context ?? {}) ? invalidIds : null,
    raw.subCategory,
    raw.errorType,
    raw.category,
  ].filter((code) => typeof code === 'string');

/** The values of a name in the context of an error, and in those of the errors inside it. */
const everywhere = (raw: Raw, name: string): string[] =>
  [raw.context, ...(raw.errors ?? []).map(({ context }) => context)].flatMap(
    (context) => texts.safeParse(context?.[name]).data ?? [],
  );

// HubSpot: older answers say what is wrong with each property in the message alone.
// Recorded answers of 2020 to 2026, read 2026-11-21
const innerOf = (message: string): z.output<typeof inner> => {
  const begin = message.indexOf('[{');
  if (begin === -1) return [];
  try {
    return inner.safeParse(JSON.parse(message.slice(begin))).data ?? [];
  } catch {
    return [];
  }
};

const unknownProperty = (message: string): string[] =>
  /Property "(\w+)" does not exist/.exec(message)?.slice(1, 2) ?? [];

// HubSpot: a contact with that address is named in words, in a batch in the context, too, and now
// and then not at all; a unique value names its holder: "… 101 already has that value." Recorded
// answers, read 2026-11-21
const existingIn = (raw: Raw, inMessage: z.output<typeof inner>): string[] => {
  const ids = everywhere(raw, 'existingId');
  if (ids.length > 0) return ids;
  const said = [raw, ...(raw.errors ?? []), ...inMessage].flatMap(({ message }) => message ?? []);
  return [...new Set(said.flatMap((words) => holder.exec(words)?.slice(1).filter(Boolean) ?? []))];
};

const holder = /Existing ID:\s*(\d+)|\b(\d+) already has that value\.?$/;

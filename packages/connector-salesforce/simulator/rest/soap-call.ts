import type { SimulatorRequest } from '@concord/testkit/simulator';
import type { ApiCall, SimulatorState } from './api-types.ts';
import { originOf } from './origin.ts';
import { childOf, textOf, type XmlElement } from './soap-xml.ts';

/** A SOAP request, read. */
export interface SoapEnvelope {
  readonly header: XmlElement | undefined;
  /** The element that names the call. */
  readonly method: XmlElement;
}

/** One SOAP call of a signed-in user. */
export interface SoapCall extends SoapEnvelope {
  /** The same call in the data API's terms: version, user, and headers. */
  readonly api: ApiCall;
}

/** Answers one kind of call: the XML inside its response element; refuses with a `Refusal`. */
export type SoapMethod = (call: SoapCall) => string;

/** The parts of an envelope; null where there is none. */
export const readEnvelope = (document: XmlElement | null): SoapEnvelope | null => {
  if (document?.name !== 'Envelope') return null;
  const [method] = childOf(document, 'Body')?.children ?? [];
  return method ? { header: childOf(document, 'Header'), method } : null;
};

/** The session that an envelope names; undefined for none. */
export const sessionOf = ({ header }: SoapEnvelope): string | undefined =>
  textOf(childOf(header, 'SessionHeader'), 'sessionId');

/** Whether an envelope's header switches something on. */
export const isOn = ({ header }: SoapEnvelope, name: string, part: string): boolean =>
  textOf(childOf(header, name), part) === 'true';

// Salesforce: in SOAP an assignment rule runs only where AssignmentRuleHeader asks for it. developer.salesforce.com, read 2026-11-21
const assignHeader = (envelope: SoapEnvelope): string => {
  if (isOn(envelope, 'AssignmentRuleHeader', 'useDefaultRule')) return 'TRUE';
  return textOf(childOf(envelope.header, 'AssignmentRuleHeader'), 'assignmentRuleId') ?? 'FALSE';
};

const headersOf = (envelope: SoapEnvelope): Record<string, string> => ({
  'sforce-auto-assign': assignHeader(envelope),
  'sforce-duplicate-rule-header': `allowSave=${String(isOn(envelope, 'DuplicateRuleHeader', 'allowSave'))}`,
  'sforce-query-options': `batchSize=${textOf(childOf(envelope.header, 'QueryOptions'), 'batchSize') ?? '2000'}`,
});

/** A call of a user, ready to be answered. */
export const toSoapCall = (
  state: SimulatorState,
  request: SimulatorRequest,
  { envelope, userId }: { envelope: SoapEnvelope; userId: string },
): SoapCall => {
  const version = /\/(\d+\.\d)/u.exec(request.path)?.[1] ?? '62.0';
  return {
    ...envelope,
    api: {
      state,
      userId,
      origin: originOf(request),
      method: 'POST',
      base: `/services/data/v${version}`,
      path: [],
      query: new URLSearchParams(),
      headers: headersOf(envelope),
      body: undefined,
      work: null,
    },
  };
};

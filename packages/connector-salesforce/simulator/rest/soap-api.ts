import type { SimulatorReply, SimulatorRequest } from '@concord/testkit/simulator';
import { Refusal } from '../org/record-error.ts';
import type { SimulatorState } from './api-types.ts';
import { countCall } from './quota.ts';
import {
  readEnvelope,
  sessionOf,
  type SoapCall,
  type SoapMethod,
  toSoapCall,
} from './soap-call.ts';
import { soapConvertLead } from './soap-convert-lead.ts';
import { envelope, fault } from './soap-envelope.ts';
import { soapLogin } from './soap-login.ts';
import { soapReads } from './soap-reads.ts';
import { soapWrites } from './soap-writes.ts';
import { parseXml } from './soap-xml.ts';

const methods: Readonly<Record<string, SoapMethod>> = {
  ...soapReads,
  ...soapWrites,
  convertLead: soapConvertLead,
  logout: () => '',
};

const answer = (call: SoapCall): SimulatorReply => {
  const { name } = call.method;
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!method) return fault('UNSUPPORTED_API_CALL', `the simulator does not know the call ${name}`);
  try {
    return envelope(`<${name}Response>${method(call)}</${name}Response>`);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const [first] = error.errors;
    return fault(first?.statusCode ?? 'UNKNOWN_EXCEPTION', first?.message ?? '');
  }
};

const metered = (state: SimulatorState, call: SoapCall): SimulatorReply => {
  const refusal = countCall(state.quota);
  return refusal === null ? answer(call) : fault('REQUEST_LIMIT_EXCEEDED', refusal);
};

const isSoap = (request: SimulatorRequest): boolean =>
  request.method === 'POST' && /^\/services\/Soap\/[uc]\/\d+\.\d(?:\/|$)/u.test(request.path);

/** The session that a SOAP request names; undefined for other requests. */
export const soapSessionOf = (request: SimulatorRequest): string | undefined =>
  isSoap(request) ? /<(?:\w+:)?sessionId>([^<]*)</u.exec(request.body.toString())?.[1] : undefined;

/** Answers the partner and enterprise SOAP APIs; null for other requests. */
export const soapApi = (
  state: SimulatorState,
  request: SimulatorRequest,
): SimulatorReply | null => {
  if (!isSoap(request)) return null;
  const read = readEnvelope(parseXml(request.body.toString()));
  if (!read) return fault('XML_PARSER_ERROR', 'the request is no SOAP envelope with a call');
  if (read.method.name === 'login') return soapLogin(state, request, read.method);
  const userId = state.sessions.userOf(sessionOf(read) ?? '');
  if (userId === null) {
    return fault(
      'INVALID_SESSION_ID',
      'Invalid Session ID found in SessionHeader: Illegal Session',
    );
  }
  return metered(state, toSoapCall(state, request, { envelope: read, userId }));
};

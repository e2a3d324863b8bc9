import type { SimulatorReply } from '@concord/testkit/simulator';
import { escapeXml } from './soap-xml.ts';

// Salesforce: records and faults both come with the prefix sf, which clients without a parser look for. Recorded.
const namespaces = {
  records: 'urn:sobject.partner.soap.sforce.com',
  faults: 'urn:fault.partner.soap.sforce.com',
} as const;

const wrap = (status: number, sf: keyof typeof namespaces, body: string): SimulatorReply => ({
  status,
  headers: { 'content-type': 'text/xml; charset=utf-8' },
  body: `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com" xmlns:sf="${namespaces[sf]}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`,
});

/** A SOAP answer around the XML of its body. */
export const envelope = (body: string): SimulatorReply => wrap(200, 'records', body);

/** An element with a text; empty with `xsi:nil` for null. */
export const element = (name: string, value: string | number | boolean | null): string =>
  value === null ? `<${name} xsi:nil="true"/>` : `<${name}>${escapeXml(String(value))}</${name}>`;

const faultKinds: Readonly<Record<string, string>> = {
  INVALID_LOGIN: 'LoginFault',
  MALFORMED_QUERY: 'MalformedQueryFault',
  INVALID_FIELD: 'InvalidFieldFault',
  INVALID_TYPE: 'InvalidSObjectFault',
  INVALID_QUERY_LOCATOR: 'InvalidQueryLocatorFault',
};

// Salesforce: a fault comes with status 500, its code behind a prefix, by which jsforce knows an ended session; a refused
// login has none. Recorded.
/** A refused call. */
export const fault = (code: string, message: string): SimulatorReply => {
  const kind = faultKinds[code] ?? 'UnexpectedErrorFault';
  const details = element('sf:exceptionCode', code) + element('sf:exceptionMessage', message);
  const prefix = code === 'INVALID_LOGIN' ? '' : 'sf:';
  return wrap(
    500,
    'faults',
    `<soapenv:Fault><faultcode>${prefix}${code}</faultcode>${element('faultstring', `${code}: ${message}`)}<detail><sf:${kind} xsi:type="sf:${kind}">${details}</sf:${kind}></detail></soapenv:Fault>`,
  );
};

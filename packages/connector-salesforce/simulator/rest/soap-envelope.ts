import type { SimulatorReply } from '@concord/testkit/simulator';
import { escapeXml } from './soap-xml.ts';

const namespaces =
  'xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com" xmlns:sf="urn:sobject.partner.soap.sforce.com" xmlns:fault="urn:fault.partner.soap.sforce.com" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

/** A SOAP answer around the XML of its body. */
export const envelope = (status: number, body: string): SimulatorReply => ({
  status,
  headers: { 'content-type': 'text/xml; charset=utf-8' },
  body: `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope ${namespaces}><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`,
});

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

// Salesforce: a fault comes with status 500, its code behind a prefix. jsforce knows an ended session by it. Read 2026-11-21
/** A refused call. */
export const fault = (code: string, message: string): SimulatorReply => {
  const kind = faultKinds[code] ?? 'UnexpectedErrorFault';
  const details = element('fault:exceptionCode', code) + element('fault:exceptionMessage', message);
  return envelope(
    500,
    `<soapenv:Fault><faultcode>fault:${code}</faultcode>${element('faultstring', `${code}: ${message}`)}<detail><fault:${kind} xsi:type="fault:${kind}">${details}</fault:${kind}></detail></soapenv:Fault>`,
  );
};

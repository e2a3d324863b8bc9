import { convertLead } from '../org/convert-lead.ts';
import type { ConvertOrder } from '../org/conversion-targets.ts';
import { Refusal, refuse } from '../org/record-error.ts';
import { withWork } from './call-work.ts';
import type { SoapCall, SoapMethod } from './soap-call.ts';
import { element } from './soap-envelope.ts';
import { errorsXml } from './soap-records.ts';
import { textOf, type XmlElement } from './soap-xml.ts';

// Salesforce: 100 leads a call. developer.salesforce.com (convertLead), read 2026-11-21
const leadMax = 100;

const orderOf = (request: XmlElement): ConvertOrder => {
  const text = (name: string): string | undefined => textOf(request, name);
  return {
    leadId: text('leadId') ?? refuse('REQUIRED_FIELD_MISSING', 'leadId is required'),
    // Salesforce: SOAP has no default for the status.
    convertedStatus: text('convertedStatus') ?? '',
    accountId: text('accountId'),
    contactId: text('contactId'),
    opportunityId: text('opportunityId'),
    opportunityName: text('opportunityName'),
    doNotCreateOpportunity: text('doNotCreateOpportunity') === 'true',
    overwriteLeadSource: text('overwriteLeadSource') === 'true',
    ownerId: text('ownerId'),
  };
};

const resultXml = (call: SoapCall, request: XmlElement): string => {
  try {
    const done = withWork(call.api, (work) => convertLead(work, orderOf(request)));
    const ids = (['accountId', 'contactId', 'leadId', 'opportunityId'] as const).map((name) =>
      element(name, done[name]),
    );
    return `<result>${ids.join('')}<success>true</success></result>`;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const lead = element('leadId', textOf(request, 'leadId') ?? null);
    return `<result><accountId xsi:nil="true"/><contactId xsi:nil="true"/>${errorsXml(error.errors)}${lead}<opportunityId xsi:nil="true"/><success>false</success></result>`;
  }
};

/** `convertLead`: each lead with its own result. */
export const soapConvertLead: SoapMethod = (call) => {
  const requests = call.method.children.filter(({ name }) => name === 'leadConverts');
  if (requests.length > leadMax) {
    refuse('EXCEEDED_ID_LIMIT', `cannot convert more than ${leadMax} leads in one call`);
  }
  return requests.map((request) => resultXml(call, request)).join('');
};

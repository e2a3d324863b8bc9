import { Refusal as HubSpotRefusal } from '@concord/connector-hubspot/simulator';
import { Refusal as SalesforceRefusal } from '@concord/connector-salesforce/simulator';

/** Whether the CRM let somebody do it: it may refuse people too, and nothing happened then. */
export const attempt = (work: () => void): boolean => {
  try {
    work();
    return true;
  } catch (thrown) {
    const isRefused = thrown instanceof SalesforceRefusal || thrown instanceof HubSpotRefusal;
    if (isRefused) return false;
    throw thrown;
  }
};

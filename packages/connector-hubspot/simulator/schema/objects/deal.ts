import {
  calculated,
  choice,
  decimal,
  flag,
  inGroup,
  longText,
  moment,
  readOnly,
  text,
} from '../make-property.ts';
import type { Property } from '../property.ts';
import { ownerProperties, systemProperties } from './shared-properties.ts';

const deal: readonly Property[] = [
  text(['dealname', 'Deal Name']),
  choice(['pipeline', 'Pipeline'], [], { externalOptions: true }),
  choice(['dealstage', 'Deal Stage'], [], { externalOptions: true }),
  decimal(['amount', 'Amount']),
  moment(['closedate', 'Close Date']),
  moment(['createdate', 'Create Date']),
  choice(
    ['dealtype', 'Deal Type'],
    ['newbusiness=New Business', 'existingbusiness=Existing Business'],
  ),
  choice(
    ['deal_currency_code', 'Currency'],
    ['EUR=Euro', 'GBP=British Pound Sterling', 'USD=US Dollar'],
  ),
  longText(['description', 'Deal Description']),
  longText(['closed_lost_reason', 'Closed Lost Reason']),
  choice(['hs_priority', 'Priority'], ['low=Low', 'medium=Medium', 'high=High']),
];

const worked: readonly Property[] = [
  readOnly(moment(['hs_lastmodifieddate', 'Last Modified Date'])),
  calculated(flag(['hs_is_closed', 'Is Deal Closed?'])),
  calculated(flag(['hs_is_closed_won', 'Is Closed Won'])),
  calculated(flag(['hs_is_closed_lost', 'Is Closed Lost'])),
  calculated(decimal(['hs_closed_won_count', 'Closed Won Count'])),
  calculated(decimal(['hs_deal_stage_probability', 'Deal Probability'])),
  calculated(decimal(['amount_in_home_currency', 'Amount in company currency'])),
  calculated(decimal(['num_associated_contacts', 'Number of Associated Contacts'])),
];

/** The properties of deals. */
export const dealProperties: readonly Property[] = inGroup('dealinformation', [
  ...deal,
  ...ownerProperties,
  ...worked,
  ...systemProperties,
]);

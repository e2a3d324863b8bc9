import {
  calculated,
  choice,
  decimal,
  inGroup,
  longText,
  moment,
  readOnly,
  text,
} from '../make-property.ts';
import type { Property } from '../property.ts';
import { ownerProperties, systemProperties } from './shared-properties.ts';

// HubSpot: the properties of line items. developers.hubspot.com, read 2026-11-22
const lineItem: readonly Property[] = [
  text(['name', 'Name']),
  longText(['description', 'Description']),
  text(['hs_sku', 'SKU']),
  decimal(['hs_product_id', 'Product ID']),
  decimal(['price', 'Unit price']),
  decimal(['quantity', 'Quantity']),
  decimal(['discount', 'Unit Discount']),
  decimal(['hs_discount_percentage', 'Discount Percentage']),
  decimal(['hs_cost_of_goods_sold', 'Unit cost']),
  choice(['hs_line_item_currency_code', 'Currency'], [], { externalOptions: true }),
  choice(
    ['recurringbillingfrequency', 'Billing frequency'],
    ['weekly=Weekly', 'monthly=Monthly', 'quarterly=Quarterly', 'annually=Annually'],
  ),
  text(['hs_recurring_billing_period', 'Term']),
  moment(['createdate', 'Create Date']),
];

const worked: readonly Property[] = [
  readOnly(moment(['hs_lastmodifieddate', 'Last Modified Date'])),
  calculated(decimal(['amount', 'Net price'])),
];

/** The properties of line items. */
export const lineItemProperties: readonly Property[] = inGroup('lineiteminformation', [
  ...lineItem,
  ...ownerProperties,
  ...worked,
  ...systemProperties,
]);

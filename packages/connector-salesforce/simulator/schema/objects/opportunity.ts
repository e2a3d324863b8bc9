import {
  checkbox,
  day,
  decimal,
  integer,
  longText,
  moment,
  picklist,
  readOnly,
  reference,
  text,
} from '../make-field.ts';
import { stockStages } from '../stock-picklists.ts';
import { auditFields, deletionField, idField, ownerField } from '../system-fields.ts';
import { leadSources, views, objectOf } from './shared-fields.ts';

/** What forecasts make of an opportunity, as the API names it. */
export const forecastCategories = [
  'Omitted',
  'Pipeline',
  'BestCase',
  'MostLikely',
  'Forecast',
  'Closed',
];
/** What forecasts make of an opportunity, as people read it. */
export const forecastNames = [
  'Omitted',
  'Pipeline',
  'Best Case',
  'Most Likely',
  'Commit',
  'Closed',
];

const stages = stockStages.map(({ apiName }) => apiName);

/** Deals. */
export const opportunity = objectOf(
  ['Opportunity', 'Opportunities', '006'],
  [
    idField('Opportunity'),
    deletionField,
    reference(['AccountId', 'Account ID'], ['Account'], {
      childRelationshipName: 'Opportunities',
      cascadeDelete: true,
    }),
    checkbox(['IsPrivate', 'Private']),
    text(['Name', 'Name'], 120, { nillable: false, nameField: true }),
    longText(['Description', 'Description']),
    picklist(['StageName', 'Stage'], stages, { nillable: false }),
    decimal(['Amount', 'Amount'], 'currency', { scale: 2 }),
    decimal(['Probability', 'Probability (%)'], 'percent', {
      precision: 3,
      scale: 0,
      defaultedOnCreate: true,
    }),
    decimal(['ExpectedRevenue', 'Expected Amount'], 'currency', { ...readOnly, scale: 2 }),
    decimal(['TotalOpportunityQuantity', 'Quantity'], 'double', { scale: 2 }),
    day(['CloseDate', 'Close Date'], { nillable: false }),
    picklist(
      ['Type', 'Opportunity Type'],
      [
        'New Customer',
        'Existing Customer - Upgrade',
        'Existing Customer - Replacement',
        'Existing Customer - Downgrade',
      ],
    ),
    text(['NextStep', 'Next Step'], 255),
    picklist(['LeadSource', 'Lead Source'], leadSources),
    checkbox(['IsClosed', 'Closed'], readOnly),
    checkbox(['IsWon', 'Won'], readOnly),
    picklist(['ForecastCategory', 'Forecast Category'], forecastCategories, {
      ...readOnly,
      nillable: false,
      defaultedOnCreate: true,
    }),
    picklist(['ForecastCategoryName', 'Forecast Category'], forecastNames, {
      defaultedOnCreate: true,
    }),
    reference(['CampaignId', 'Campaign ID'], ['Campaign']),
    checkbox(['HasOpportunityLineItem', 'Has Line Item'], readOnly),
    reference(['Pricebook2Id', 'Price Book ID'], ['Pricebook2'], {
      relationshipName: 'Pricebook2',
    }),
    ownerField,
    ...auditFields,
    ...views,
    integer(['PushCount', 'Push Count'], readOnly),
    moment(['LastStageChangeDate', 'Last Stage Change Date'], readOnly),
    integer(['FiscalQuarter', 'Fiscal Quarter'], readOnly),
    integer(['FiscalYear', 'Fiscal Year'], readOnly),
    text(['Fiscal', 'Fiscal Period'], 6, readOnly),
    reference(['ContactId', 'Contact ID'], ['Contact'], { updateable: false }),
    checkbox(['HasOpenActivity', 'Has Open Activity'], readOnly),
    checkbox(['HasOverdueTask', 'Has Overdue Task'], readOnly),
  ],
);

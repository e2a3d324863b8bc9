import { checkbox, decimal, integer, picklist, readOnly, text } from '../make-field.ts';
import { auditFields, idField } from '../system-fields.ts';
import { forecastCategories, forecastNames } from './opportunity.ts';
import { objectOf } from './shared-fields.ts';

/** The stages that the org's administrator gave opportunities. */
export const opportunityStage = objectOf(
  ['OpportunityStage', 'Opportunity Stages', '01J'],
  [
    idField('Opportunity Stage'),
    text(['MasterLabel', 'Master Label'], 255, { ...readOnly, nameField: true }),
    text(['ApiName', 'API Name'], 255, readOnly),
    checkbox(['IsActive', 'Is Active'], readOnly),
    integer(['SortOrder', 'Sort Order'], readOnly),
    checkbox(['IsClosed', 'Closed'], readOnly),
    checkbox(['IsWon', 'Won'], readOnly),
    picklist(['ForecastCategory', 'Forecast Category'], forecastCategories, readOnly),
    picklist(['ForecastCategoryName', 'Forecast Category Name'], forecastNames, readOnly),
    decimal(['DefaultProbability', 'Probability (%)'], 'percent', { ...readOnly, precision: 3 }),
    text(['Description', 'Description'], 255, readOnly),
    ...auditFields,
  ],
  {
    createable: false,
    updateable: false,
    deletable: false,
    replicateable: false,
    sharesKeyPrefix: true,
  },
);

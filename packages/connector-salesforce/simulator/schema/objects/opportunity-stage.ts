import { checkbox, decimal, integer, picklist, readOnly, text } from '../make-field.ts';
import { forecastCategories, forecastNames } from './opportunity.ts';
import { picklistValues } from './picklist-values.ts';

/** The stages that the org's administrator gave opportunities. */
export const opportunityStage = picklistValues(
  ['OpportunityStage', 'Opportunity Stages', 'Opportunity Stage'],
  [
    checkbox(['IsActive', 'Is Active'], readOnly),
    integer(['SortOrder', 'Sort Order'], readOnly),
    checkbox(['IsClosed', 'Closed'], readOnly),
    checkbox(['IsWon', 'Won'], readOnly),
    picklist(['ForecastCategory', 'Forecast Category'], forecastCategories, readOnly),
    picklist(['ForecastCategoryName', 'Forecast Category Name'], forecastNames, readOnly),
    decimal(['DefaultProbability', 'Probability (%)'], 'percent', { ...readOnly, precision: 3 }),
    text(['Description', 'Description'], 255, readOnly),
  ],
);

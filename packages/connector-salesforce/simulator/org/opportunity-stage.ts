import { changeRow } from './change-row.ts';
import type { SaveRule, Saving } from './save-rule.ts';

/** Salesforce: a new stage brings its probability and forecast category, unless the save gives them. */
const followStage = ({ work, isNew, given, put }: Saving): void => {
  const name = given('StageName');
  if (name === undefined) return;
  const stage = work.org.rules.opportunityStages.find((one) => one.apiName === name);
  if (!isNew) put('LastStageChangeDate', work.stamp);
  if (!stage) return;
  if (given('Probability') === undefined) put('Probability', stage.probability);
  if (given('ForecastCategoryName') === undefined) put('ForecastCategoryName', stage.forecast);
};

/** Follows the stage; a contact given to a new opportunity becomes its primary contact role. */
export const saveOpportunity: SaveRule = (saving) => {
  const { isNew, table, row, given } = saving;
  followStage(saving);
  const contact = given('ContactId') ?? null;
  if (!isNew || contact === null) return undefined;
  return () => {
    saving.create('OpportunityContactRole', {
      OpportunityId: table.idOf(row),
      ContactId: contact,
      IsPrimary: true,
    });
  };
};

/** Salesforce: an opportunity has one primary contact; naming another takes the first one's place. */
export const saveContactRole: SaveRule = ({ work, table, row, given, settled }) => {
  if (given('IsPrimary') !== true) return undefined;
  const { object } = table;
  const primary = object.indexOf('IsPrimary') ?? -1;
  const others =
    table.index(object.indexOf('OpportunityId') ?? -1)?.rows(settled('OpportunityId')) ?? [];
  for (const other of others) {
    if (other === row || !table.isLive(other) || table.get(other, primary) !== true) continue;
    const values = new Map([[primary, false]]);
    changeRow(work, { table, row: other, kind: 'updated' }, { values });
  }
  return undefined;
};

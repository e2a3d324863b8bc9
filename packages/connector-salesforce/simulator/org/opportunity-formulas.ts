import type { Value } from '../store/table.ts';
import { type Formula, perRules, rowsOf } from './formula.ts';
import type { Org } from './org.ts';

const todayOf = (org: Org): string => new Date(org.clock.now()).toISOString().slice(0, 10);

const stageFlag = (org: Org, flag: 'isClosed' | 'isWon'): Formula => {
  const marked = perRules(
    org,
    () =>
      new Set<Value>(org.rules.opportunityStages.flatMap((one) => (one[flag] ? one.apiName : []))),
  );
  return (column) => {
    const stage = column('StageName');
    return (row) => marked().has(stage(row));
  };
};

const forecastCodes: Readonly<Record<string, string>> = {
  'Best Case': 'BestCase',
  Commit: 'Forecast',
};

const forecastCategory: Formula = (column) => {
  const name = column('ForecastCategoryName');
  return (row) => {
    const value = name(row);
    return value === null ? null : (forecastCodes[String(value)] ?? value);
  };
};

const expectedRevenue: Formula = (column) => {
  const [amount, probability] = [column('Amount'), column('Probability')];
  return (row) => {
    const value = amount(row);
    return value === null ? null : (Number(value) * Number(probability(row) ?? 0)) / 100;
  };
};

const primaryContact =
  (org: Org): Formula =>
  (_, table) => {
    const roles = org.table('OpportunityContactRole');
    const place = (name: string): number => roles.object.indexOf(name) ?? -1;
    const [isPrimary, contact] = [place('IsPrimary'), place('ContactId')];
    return (row) => {
      const found = rowsOf(roles, 'OpportunityId', table.idOf(row)).find(
        (one) => roles.isLive(one) && roles.get(one, isPrimary) === true,
      );
      return found === undefined ? null : roles.get(found, contact);
    };
  };

const hasOpenTask =
  (org: Org, isOverdue: boolean): Formula =>
  (_, table) => {
    const tasks = org.table('Task');
    const place = (name: string): number => tasks.object.indexOf(name) ?? -1;
    const [isClosed, due] = [place('IsClosed'), place('ActivityDate')];
    const isLate = (task: number): boolean => {
      const day = tasks.get(task, due);
      return day !== null && String(day) < todayOf(org);
    };
    return (row) =>
      rowsOf(tasks, 'WhatId', table.idOf(row)).some(
        (task) =>
          tasks.isLive(task) && tasks.get(task, isClosed) !== true && (!isOverdue || isLate(task)),
      );
  };

const fiscal =
  (part: (year: number, quarter: number) => Value): Formula =>
  (column) => {
    const closeDate = column('CloseDate');
    return (row) => {
      const day = closeDate(row);
      if (day === null) return null;
      const [year, month] = String(day).split('-').map(Number);
      return part(year ?? 0, Math.ceil((month ?? 1) / 3));
    };
  };

/** What an org works out of an opportunity. */
export const opportunityFormulas = (org: Org): Readonly<Record<string, Formula>> => ({
  IsClosed: stageFlag(org, 'isClosed'),
  IsWon: stageFlag(org, 'isWon'),
  ForecastCategory: forecastCategory,
  ExpectedRevenue: expectedRevenue,
  ContactId: primaryContact(org),
  HasOpenActivity: hasOpenTask(org, false),
  HasOverdueTask: hasOpenTask(org, true),
  FiscalYear: fiscal((year) => year),
  FiscalQuarter: fiscal((_, quarter) => quarter),
  Fiscal: fiscal((year, quarter) => `${year} ${quarter}`),
});

import type { Table, Value } from '../store/table.ts';
import { recipientLists } from './link-email.ts';
import type { Org } from './org.ts';

type Read = (row: number) => Value;
type Formula = (column: (name: string) => Read, table: Table) => Read;

const yearSeconds = 365 * 86_400;
const noRows: readonly number[] = [];

/** A lookup that is built anew when the org's rules change. */
const perRules = <T>(org: Org, make: () => T): (() => T) => {
  let { rules } = org;
  let known = make();
  return () => {
    if (rules !== org.rules) [rules, known] = [org.rules, make()];
    return known;
  };
};

const rowsOf = (table: Table, field: string, value: Value): readonly number[] =>
  table.index(table.object.indexOf(field) ?? -1)?.rows(value) ?? noRows;

const todayOf = (org: Org): string => new Date(org.clock.now()).toISOString().slice(0, 10);

const taskClosed = (org: Org): Formula => {
  const closed = perRules(
    org,
    () =>
      new Set<Value>(org.rules.taskStatuses.flatMap((one) => (one.isClosed ? one.apiName : []))),
  );
  return (column) => {
    const status = column('Status');
    return (row) => closed().has(status(row));
  };
};

// Salesforce: closed tasks due, or without a due date created, more than 365 days ago. [MEM]
const taskArchived =
  (org: Org): Formula =>
  (column, table) => {
    const [due, created] = [column('ActivityDate'), column('CreatedDate')];
    const isClosed = column('IsClosed');
    return (row) => {
      if (!table.isLive(row) || isClosed(row) !== true) return false;
      const limit = org.clock.now() / 1000 - yearSeconds;
      const day = due(row);
      return (day === null ? Number(created(row)) : Date.parse(String(day)) / 1000) < limit;
    };
  };

const countOf =
  (field: string): Formula =>
  (column) => {
    const read = column(field);
    return (row) => (read(row) === null ? 0 : 1);
  };

const listOf =
  (org: Org, type: string): Formula =>
  (_, table) => {
    const relations = org.table('EmailMessageRelation');
    const place = (name: string): number => relations.object.indexOf(name) ?? -1;
    const [typeOf, personOf] = [place('RelationType'), place('RelationId')].map((index) =>
      relations.reader(index),
    );
    return (row) => {
      const ids = rowsOf(relations, 'EmailMessageId', table.idOf(row))
        .filter((one) => relations.isLive(one) && typeOf?.(one) === type)
        .flatMap((one) => personOf?.(one) ?? []);
      return ids.length === 0 ? null : ids.join(';');
    };
  };

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

const isEqual =
  (field: string, wanted: Value): Formula =>
  (column) => {
    const read = column(field);
    return (row) => read(row) === wanted;
  };

const kindOf =
  (org: Org, field: string): Formula =>
  (column) => {
    const read = column(field);
    return (row) => {
      const id = read(row);
      return typeof id === 'string' ? (org.schema.byPrefix(id.slice(0, 3))?.name ?? null) : null;
    };
  };

const formulasOf = (org: Org): Readonly<Record<string, Readonly<Record<string, Formula>>>> => ({
  Task: {
    IsClosed: taskClosed(org),
    IsHighPriority: isEqual('Priority', 'High'),
    IsArchived: taskArchived(org),
    WhoCount: countOf('WhoId'),
    WhatCount: countOf('WhatId'),
  },
  EmailMessage: {
    ...Object.fromEntries(recipientLists.map(([list, type]) => [list, listOf(org, type)])),
    IsOpened: (column) => {
      const first = column('FirstOpenedDate');
      return (row) => first(row) !== null;
    },
  },
  EmailMessageRelation: { RelationObjectType: kindOf(org, 'RelationId') },
  Opportunity: {
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
  },
});

/** Sets up the fields that an org works out when they are read: nothing to keep in step, whatever changes. */
export const computeFields = (org: Org): void => {
  for (const [name, formulas] of Object.entries(formulasOf(org))) {
    if (!org.schema.object(name)) continue;
    const table = org.table(name);
    const column = (field: string): Read => table.reader(table.object.indexOf(field) ?? -1);
    for (const [field, formula] of Object.entries(formulas)) {
      table.compute(table.object.indexOf(field) ?? -1, formula(column, table));
    }
  }
};

import type { Value } from '../store/table.ts';
import { type Formula, perRules } from './formula.ts';
import type { Org } from './org.ts';

const yearSeconds = 365 * 86_400;

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

const isEqual =
  (field: string, wanted: Value): Formula =>
  (column) => {
    const read = column(field);
    return (row) => read(row) === wanted;
  };

/** What an org works out of a task. */
export const taskFormulas = (org: Org): Readonly<Record<string, Formula>> => ({
  IsClosed: taskClosed(org),
  IsHighPriority: isEqual('Priority', 'High'),
  IsArchived: taskArchived(org),
  WhoCount: countOf('WhoId'),
  WhatCount: countOf('WhatId'),
});

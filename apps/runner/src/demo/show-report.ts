import { formatTable } from '../screen/format-table.ts';
import { print } from '../screen/print.ts';
import type { PromiseCheck } from './check-promises.ts';
import type { CycleReport, ObjectReport } from './cycle-report.ts';

const headings = [
  'object',
  'read',
  'created',
  'updated',
  'left alone',
  'skipped',
  'failed',
  'waiting',
];

const words: Readonly<Record<string, string>> = {
  'no-email': 'no email address',
  'no-domain': 'no website to match by',
  'no-match-key': 'nothing to match by',
};

const rowOf = (report: ObjectReport): (string | number)[] => [
  report.object,
  report.read,
  report.created,
  report.updated,
  report.unchanged,
  report.skipped,
  report.failed,
  report.waiting,
];

const whyOf = ({ object, reasons }: ObjectReport): string[] =>
  reasons.map(
    ({ reason, count }) => `  ${count.toLocaleString('en')} ${object}s: ${words[reason] ?? reason}`,
  );

/** Prints the table of a cycle. */
export const showReport = ({ objects, apiCalls }: CycleReport): void => {
  print();
  print(formatTable(headings, objects.map(rowOf)));
  print();
  const reasons = objects.flatMap(whyOf);
  if (reasons.length > 0) print(`Skipped, and listed for a person to see:\n${reasons.join('\n')}`);
  print(`${apiCalls.toLocaleString('en')} requests to Salesforce.`);
};

const mark = (broken: number): string => (broken === 0 ? '✓' : '✗');

/** Prints what the CRM's own history says of the promises. */
export const showPromises = (check: PromiseCheck): void => {
  print();
  print("What we promise, held against Salesforce's own history:");
  print(
    `${mark(check.overwritten)} ${check.overwritten} of other people's values overwritten: ` +
      `${check.filled.toLocaleString('en')} empty fields filled, ${check.personEdits} edits by a person meanwhile`,
  );
  print(
    `${mark(check.doubled)} ${check.doubled} records doubled: ${check.created} created, each once`,
  );
  print(
    `${mark(check.groupsTouchedTwice)} ${check.groupsTouchedTwice} times more than one duplicate touched: ` +
      `${check.groupsTouched} groups of duplicates written to`,
  );
};

import { formatTable } from '../screen/format-table.ts';
import { print } from '../screen/print.ts';
import { reasonInWords } from '../screen/reason-words.ts';
import type { CycleReport, ObjectReport } from './cycle-report.ts';
import type { Story } from './tell-story.ts';

const headings = [
  'object',
  'read',
  'created',
  'updated',
  'removed',
  'left alone',
  'skipped',
  'failed',
  'waiting',
];

const rowOf = (report: ObjectReport): (string | number)[] => [
  report.object,
  report.read,
  report.created,
  report.updated,
  report.removed,
  report.unchanged,
  report.skipped,
  report.failed,
  report.waiting,
];

const whyOf = ({ object, reasons }: ObjectReport): string[] =>
  reasons.map(
    ({ reason, count }) => `  ${count.toLocaleString('en')} ${object}s: ${reasonInWords(reason)}`,
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
export const showPromises = ({ promises: check, createdBeside }: Story): void => {
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
    `${mark(createdBeside)} ${createdBeside} created beside one that was there: no lead beside its contact, no email twice`,
  );
  print(
    `${mark(check.removedOthers)} ${check.removedOthers} records of others removed: ${check.removed} of our own were`,
  );
  print(
    `${mark(check.groupsTouchedTwice)} ${check.groupsTouchedTwice} times more than one duplicate touched: ` +
      `${check.groupsTouched} groups of duplicates written to`,
  );
};

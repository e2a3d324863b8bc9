import { formatTable } from '../screen/format-table.ts';
import { print } from '../screen/print.ts';
import { reasonInWords } from '../screen/reason-words.ts';
import type { CycleReport, ObjectReport } from './cycle-report.ts';
import type { AccountStory } from './tell-story.ts';

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
    ({ reason, count }) => `  ${count.toLocaleString('en')} × ${object}: ${reasonInWords(reason)}`,
  );

/** Prints the table of a cycle. */
export const showReport = (label: string, { objects, apiCalls }: CycleReport): void => {
  print();
  print(`${label}, in ${apiCalls.toLocaleString('en')} requests`);
  print(formatTable(headings, objects.map(rowOf)));
  const reasons = objects.flatMap(whyOf);
  if (reasons.length > 0) print(`Skipped, and listed for a person to see:\n${reasons.join('\n')}`);
};

const mark = (broken: number): string => (broken === 0 ? '✓' : '✗');

const howKept = ({ account, promises }: AccountStory): string => {
  const { objects } = account.connector;
  const kinds = Object.values(objects).flatMap(({ write }) => write?.guard.kind ?? []);
  return kinds.includes('compensating')
    ? `, ${promises.restored} of a person's put back (compensating: it takes any change, so we look into its past)`
    : ', any other refused by the CRM itself (atomic)';
};

/** Prints what a CRM's own history says of the promises. */
export const showPromises = (story: AccountStory): void => {
  const { account, promises: check, createdBeside } = story;
  print();
  print(`What we promise, held against ${account.connector.label}'s own history:`);
  print(
    `${mark(check.overwritten)} ${check.overwritten} of other people's values overwritten: ` +
      `${check.filled.toLocaleString('en')} empty fields filled, ${check.personEdits} edits by people meanwhile${howKept(story)}`,
  );
  print(
    `${mark(check.doubled)} ${check.doubled} records doubled: ${check.created} created, each once`,
  );
  print(
    `${mark(createdBeside)} ${createdBeside} created beside one that was there: nobody and no email twice`,
  );
  print(
    `${mark(check.removedOthers)} ${check.removedOthers} records of others removed: ${check.removed} of our own were`,
  );
  print(
    `${mark(check.groupsTouchedTwice)} ${check.groupsTouchedTwice} times more than one duplicate touched: ` +
      `${check.groupsTouched} groups of duplicates written to`,
  );
};

import type { ConformanceReport } from './report.ts';

type Result = ConformanceReport['results'][number];

const words = { passes: 'passes', deviates: 'deviates', fails: '**fails**' } as const;

const titleForm = /^(MUST NOT|MUST|SHOULD) (.*?)(?: \((R-[^)]+)\))?$/u;

const rowOf = (objects: readonly string[], results: readonly Result[]): string[] => {
  const [first] = results;
  if (!first) return [];
  const { id, title } = first.audit;
  const [, level = '', sentence = '', rules = ''] = titleForm.exec(title) ?? [];
  const cells = objects.map((name) => {
    const found = results.find(({ subject }) => subject.name === name);
    return found ? words[found.outcome.result] : '–';
  });
  return [id, level, sentence, rules, ...cells];
};

const renderTable = (rows: readonly (readonly string[])[]): string[] => {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const render = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  const line = widths.map((width) => '-'.repeat(width));
  return [render(head), render(line), ...body.map(render)];
};

const deviationsOf = (results: readonly Result[]): string[] => {
  const lines = results.flatMap(({ audit, subject, outcome }) =>
    outcome.result === 'deviates' ? [`- ${subject.name}, ${audit.id}: ${outcome.reason}`] : [],
  );
  return lines.length > 0 ? lines : ['None.'];
};

const countOf = (results: readonly Result[], result: Result['outcome']['result']): number =>
  results.filter(({ outcome }) => outcome.result === result).length;

/** The report as Markdown: a row for each audit, a column for each object. */
export const renderReport = ({ connector, objects, results }: ConformanceReport): string => {
  const ids = [...new Set(results.map(({ audit }) => audit.id))];
  const rows = ids.map((id) =>
    rowOf(
      objects,
      results.filter(({ audit }) => audit.id === id),
    ),
  );
  return [
    `# ${connector}: conformance`,
    '',
    'Written by `npm run conformance`. Each audit runs against a fresh account and judges by what the CRM recorded.',
    'A dash marks an object without what the audit is about, or a fact of the whole connector, shown once.',
    '',
    `${ids.length} audits, ${results.length} results: ${countOf(results, 'passes')} pass, ` +
      `${countOf(results, 'deviates')} deviate, ${countOf(results, 'fails')} fail.`,
    '',
    ...renderTable([['id', 'level', 'the connector', 'rules', ...objects], ...rows]),
    '',
    '## Deviations',
    '',
    ...deviationsOf(results),
    '',
  ].join('\n');
};

import type { Result } from './result.ts';

const round = (figure: number) =>
  figure >= 100 ? Math.round(figure).toLocaleString('en') : figure.toFixed(2);

const line = ({ name, figure, unit, goal, reached }: Result) => {
  const aim = goal === null ? '' : `${goal.is} ${goal.of}`;
  const mark = goal === null ? '' : reached ? 'reached' : 'MISSED';
  return [name.padEnd(52), `${round(figure)} ${unit}`.padEnd(26), aim.padEnd(14), mark].join(' ');
};

/** A line a figure. */
export const showResults = (results: readonly Result[]): string => results.map(line).join('\n');

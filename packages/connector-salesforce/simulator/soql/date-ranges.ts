/** A span of time in seconds since 1970: `from` belongs to it, `until` does not. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

type Unit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR';

const day = 86_400;
const utc = (year: number, month: number, date = 1): number => Date.UTC(year, month, date) / 1000;

/** The nth unit after the one that `now` is in; weeks begin on Sunday, and all is UTC. */
const unitAt = (now: number, unit: Unit, n: number): Span => {
  const date = new Date(now * 1000);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const today = Math.floor(now / day) * day;
  if (unit === 'DAY') return { from: today + n * day, until: today + (n + 1) * day };
  if (unit === 'WEEK') {
    const sunday = today - date.getUTCDay() * day;
    return { from: sunday + n * 7 * day, until: sunday + (n + 1) * 7 * day };
  }
  if (unit === 'MONTH') return { from: utc(year, month + n), until: utc(year, month + n + 1) };
  if (unit === 'YEAR') return { from: utc(year + n, 0), until: utc(year + n + 1, 0) };
  const quarter = Math.floor(month / 3) * 3;
  return { from: utc(year, quarter + 3 * n), until: utc(year, quarter + 3 * n + 3) };
};

const names: Readonly<Record<string, readonly [Unit, number]>> = {
  YESTERDAY: ['DAY', -1],
  TODAY: ['DAY', 0],
  TOMORROW: ['DAY', 1],
};

const offsets: Readonly<Record<string, number>> = { LAST: -1, THIS: 0, NEXT: 1 };

const unitOf = (text: string): Unit => text.replace(/S$/u, '') as Unit;

const between = (first: Span, last: Span): Span => ({ from: first.from, until: last.until });

const manyOf = (now: number, [kind, unit, n]: readonly [string, Unit, number]): Span => {
  // Salesforce: LAST_N_DAYS ends with today; the longer units end before the current one.
  const end = unit === 'DAY' ? 0 : -1;
  return kind === 'LAST'
    ? between(unitAt(now, unit, -n), unitAt(now, unit, end))
    : between(unitAt(now, unit, 1), unitAt(now, unit, n));
};

/** The span that a date literal names (`TODAY`, `LAST_N_DAYS:30`); null for an unknown one. */
export const spanOf = (literal: string, now: number): Span | null => {
  const [head = '', count = '0'] = literal.toUpperCase().replace('FISCAL_', '').split(':');
  const n = Number(count);
  const named = names[head];
  if (named) return unitAt(now, ...named);
  const single = /^(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR)$/u.exec(head);
  if (single) return unitAt(now, unitOf(single[2] ?? ''), offsets[single[1] ?? ''] ?? 0);
  const ninety = /^(LAST|NEXT)_90_DAYS$/u.exec(head);
  if (ninety) return manyOf(now, [ninety[1] ?? '', 'DAY', 90]);
  const many = /^(LAST|NEXT)_N_(\w+)$/u.exec(head);
  if (many) return manyOf(now, [many[1] ?? '', unitOf(many[2] ?? ''), n]);
  const ago = /^N_(\w+)_AGO$/u.exec(head);
  return ago ? unitAt(now, unitOf(ago[1] ?? ''), -n) : null;
};

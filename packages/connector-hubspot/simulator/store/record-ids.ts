const earlyRows = 400;
const firstEarlyId = 51;
const earlyStep = 50;
const firstLateId = 18_000_000_000;
const lateStep = 3;

/** The id of the nth record of an object: early ones are short, so that ids in the order of text are in another order. */
export const encodeId = (row: number): string =>
  String(row < earlyRows ? firstEarlyId + row * earlyStep : firstLateId + row * lateStep);

const wholeRow = (offset: number, step: number): number | null =>
  offset >= 0 && offset % step === 0 ? offset / step : null;

/** The number that `encodeId` made an id of; null for any other text. */
export const decodeId = (id: string): number | null => {
  if (!/^[1-9]\d{0,15}$/u.test(id)) return null;
  const value = Number(id);
  if (value < firstLateId) {
    const row = wholeRow(value - firstEarlyId, earlyStep);
    return row !== null && row < earlyRows ? row : null;
  }
  const row = wholeRow(value - firstLateId, lateStep);
  return row !== null && row >= earlyRows ? row : null;
};

/** The first row whose id is greater than this number. */
export const rowAfterId = (id: number): number => {
  if (id < firstEarlyId) return 0;
  const early = Math.floor((id - firstEarlyId) / earlyStep) + 1;
  if (early < earlyRows) return early;
  return Math.max(earlyRows, Math.floor((id - firstLateId) / lateStep) + 1);
};

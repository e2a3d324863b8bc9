/** When the work began that made each change, in changes that the CRM had seen by then. */
export interface Beginnings {
  /** Work begins; what changes from here on is of it. */
  readonly begin: () => void;
  /** A call of the present work will arrive later. */
  readonly putOff: () => void;
  /** What was put off arrives now. */
  readonly arrive: (deliver: () => void) => void;
  readonly of: (sequence: number) => number;
}

/** Notes beginnings by the length of the CRM's history. */
export function createBeginnings(seen: () => number): Beginnings {
  const marks = [{ at: 0, began: 0 }];
  let putOffFrom = Infinity;
  const mark = (began: number) => void marks.push({ at: seen(), began });
  return {
    begin: () => mark(seen()),
    putOff: () => {
      putOffFrom = Math.min(putOffFrom, marks.at(-1)?.began ?? 0);
    },
    arrive: (deliver) => {
      mark(Math.min(putOffFrom, seen()));
      deliver();
      mark(seen());
      putOffFrom = Infinity;
    },
    of: (sequence) => marks.findLast(({ at }) => at < sequence)?.began ?? 0,
  };
}

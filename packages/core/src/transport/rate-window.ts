/** One limit as we see it from here. Times are milliseconds of one clock; instances never change. */
export interface RateWindow {
  readonly max: number;
  readonly perMs: number;
  /** Our own requests that count, or may, in the order of sending. */
  readonly uses: readonly Use[];
  /** Requests sent so far. */
  readonly sent: number;
  /** What others have used, as far as answers tell, and until when it may count. */
  readonly others: { readonly count: number; readonly endsAt: number };
  /** Until when each place is left free that was taken away after refusals. */
  readonly spared: readonly number[];
  /** When a refusal last told us something; 0 when none did. */
  readonly refusedAt: number;
}

/** One request of ours. */
export interface Use {
  readonly number: number;
  readonly sentAt: number;
  /** From when on it counts no longer, at the latest. */
  readonly endsAt: number;
  /** Uses that counted when it was sent, itself among them. */
  readonly beside: number;
}

/** What an answer says. */
export interface Answered {
  readonly use: Use;
  readonly now: number;
  /** Refused for exceeding a limit. */
  readonly refused: boolean;
  /** What it tells of the limit; `null` when it does not. */
  readonly told: { readonly max: number; readonly remaining: number } | null;
}

/**
 * Requests reach the server some time after they are sent, sooner or later: one counts until a
 * full stretch after its answer, when it surely has arrived, but no longer than a full stretch and
 * a margin after its sending. Where answers are slow the margin is what is lost of a limit: below a
 * twentieth of stretches that are not much shorter than what a request may take on its way.
 */
const marginOf = (perMs: number): number => Math.max(Math.ceil(perMs * 0.04), 250);

/** Clocks that run apart, as a share of the stretch they measure. */
const driftShare = 0.001;

/** What a refusal takes away: this share of the limit, for so many stretches. */
const sparedShare = 0.1;
const sparedStretches = 30;

/** A limit of which nothing is used, as far as we know. */
export const openWindow = (limit: {
  readonly max: number;
  readonly perMs: number;
}): RateWindow => ({
  max: limit.max,
  perMs: limit.perMs,
  uses: [],
  sent: 0,
  others: { count: 0, endsAt: 0 },
  spared: [],
  refusedAt: 0,
});

/** When each taken place is free again, the earliest first. */
const endsOf = ({ uses, others, spared }: RateWindow, now: number): number[] => {
  const taken = [
    ...uses.map(({ endsAt }) => endsAt),
    ...Array.from({ length: others.count }, () => others.endsAt),
    ...spared,
  ];
  return taken.filter((endsAt) => endsAt > now).toSorted((a, b) => a - b);
};

/**
 * When a request may be sent for which `ahead` others have a place before it; `now` at the
 * earliest, `Infinity` while it depends on when those are sent.
 */
export const mayBeSentAt = (window: RateWindow, now: number, ahead: number): number => {
  const ends = endsOf(window, now);
  const over = ends.length + ahead + 1 - window.max;
  return over <= 0 ? now : (ends[over - 1] ?? Infinity);
};

/** The window once a request is sent. */
export const afterSending = (
  window: RateWindow,
  now: number,
): { readonly window: RateWindow; readonly use: Use } => {
  const uses = window.uses.filter(({ endsAt }) => endsAt > now);
  const use = {
    number: window.sent,
    sentAt: now,
    endsAt: now + window.perMs + marginOf(window.perMs),
    beside: uses.length + 1,
  };
  return { window: { ...window, uses: [...uses, use], sent: window.sent + 1 }, use };
};

/** The window once the answer to a request is there. */
export const afterAnswer = (window: RateWindow, answered: Answered): RateWindow => {
  const { use, now, told } = answered;
  const endsAt = now + Math.ceil(window.perMs * (1 + driftShare));
  const ended = (one: Use) =>
    one.number === use.number ? { ...one, endsAt: Math.min(one.endsAt, endsAt) } : one;
  const max = Math.max(1, told?.max ?? window.max);
  const known = { ...window, max, uses: window.uses.map(ended) };
  if (answered.refused) return afterRefusal(known, answered);
  return told === null ? known : { ...known, others: othersIn(known, use, { told, endsAt }) };
};

/** What the server counts beyond ours: every request sent until the answer may be among these. */
const othersIn = (
  { sent }: RateWindow,
  use: Use,
  { told, endsAt }: { readonly told: NonNullable<Answered['told']>; readonly endsAt: number },
): RateWindow['others'] => {
  const ours = use.beside + sent - 1 - use.number;
  return { count: Math.max(0, told.max - told.remaining - ours), endsAt };
};

/** The limit is used up; one sent before we knew it says nothing more. */
const afterRefusal = (window: RateWindow, { use, now }: Answered): RateWindow => {
  if (use.sentAt < window.refusedAt) return window;
  const { max, perMs } = window;
  const left = window.spared.filter((endsAt) => endsAt > now);
  const count = Math.min(Math.ceil(max * sparedShare), max - 1 - left.length);
  const more = Array.from({ length: Math.max(0, count) }, () => now + sparedStretches * perMs);
  return {
    ...window,
    others: { count: max, endsAt: now + perMs },
    spared: [...left, ...more],
    refusedAt: now,
  };
};

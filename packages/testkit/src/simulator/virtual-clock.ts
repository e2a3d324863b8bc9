/** The time inside a simulator: runs with real time from any instant, or stands still until moved. */
export interface VirtualClock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Moves time forward by `ms`, running or frozen. */
  advance(ms: number): void;
  /** Sets the time; it keeps running or standing as before. */
  set(ms: number): void;
  freeze(): void;
  resume(): void;
  readonly running: boolean;
}

/** How a clock starts: at which instant (ms since 1970), and whether it runs. */
export interface ClockStart {
  readonly startMs?: number;
  readonly running?: boolean;
}

/** A clock that starts at the machine's own time, and runs, unless told otherwise. */
export const createClock = (start: ClockStart = {}): VirtualClock => {
  let running = start.running ?? true;
  let base = start.startMs ?? Date.now();
  let since = performance.now();
  const now = (): number => (running ? Math.floor(base + performance.now() - since) : base);
  const rebase = (ms: number): void => {
    base = ms;
    if (running) since = performance.now();
  };
  return {
    now,
    advance: (ms) => rebase(now() + ms),
    set: rebase,
    freeze: () => {
      rebase(now());
      running = false;
    },
    resume: () => {
      const at = now();
      running = true;
      rebase(at);
    },
    get running() {
      return running;
    },
  };
};

import type { Trace } from './trace.ts';

/** A wrong that was found, by the invariant that it breaks. */
export interface Violation {
  readonly invariant: string;
  readonly detail: string;
}

/** What a run has come to so far. */
export interface Notes {
  readonly violations: readonly Violation[];
  readonly violate: (invariant: string, detail: string) => void;
  /** Interesting states that the run has been in. */
  readonly states: ReadonlySet<string>;
  readonly met: (state: string) => void;
}

/** Nothing noted yet. */
export function createNotes(trace: Trace): Notes {
  const violations: Violation[] = [];
  const states = new Set<string>();
  return {
    violations,
    violate: (invariant, detail) => {
      violations.push({ invariant, detail });
      trace.add('violated');
      trace.tell(() => `violated: ${invariant}: ${detail}`);
    },
    states,
    met: (state) => void states.add(state),
  };
}

/** Something is to be done for a connection; losing or repeating a bell changes only time. */
export interface Bell {
  readonly work: 'read' | 'write' | 'background';
  readonly connectionId: string;
}

/** A doorbell between processes: at least once, late, out of order. */
export interface Queue {
  /** Rings soon; rings of one kind for one connection that nobody has heard yet are one. */
  readonly ring: (bell: Bell) => Promise<void>;
  /** Answers bells until `stop`; a handler that throws is called again later. */
  readonly listen: (handler: (bell: Bell, signal: AbortSignal) => Promise<void>) => Promise<void>;
  /** Waits for handlers to end. */
  readonly stop: () => Promise<void>;
}

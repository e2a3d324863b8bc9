/** What a process holds at rest. */
export interface Figures {
  /** Of the heap, after everything unused was freed, in MB. */
  readonly heapMb: number;
  /** Open sockets, timers and the like. */
  readonly handles: number;
  /** Open files and sockets, as the system counts them. */
  readonly files: number;
}

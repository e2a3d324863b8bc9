export { createRandom, type SeededRandom } from './seeded-random.ts';
export { createClock, type ClockStart, type VirtualClock } from './virtual-clock.ts';
export {
  createHistory,
  type Change,
  type ChangeFilter,
  type ChangeHistory,
  type ChangeKind,
} from './change-history.ts';
export { createWireLog, type WireEntry, type WireLog } from './wire-log.ts';
export {
  createFaults,
  faultRuleShape,
  type FaultInjector,
  type FaultRule,
  type FaultRuleInput,
  type FaultSubject,
} from './fault-rules.ts';
export { serverFaultKinds } from './server-faults.ts';
export type { RequestHandler, SimulatorReply, SimulatorRequest } from './http-types.ts';
export { startHttpServer, type HttpServerParts, type RunningServer } from './http-server.ts';

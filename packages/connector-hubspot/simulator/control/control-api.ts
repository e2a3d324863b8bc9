import type {
  ChangeHistory,
  FaultInjector,
  RequestHandler,
  SimulatorReply,
  SimulatorRequest,
  VirtualClock,
  WireLog,
} from '@concord/testkit/simulator';
import { z } from 'zod';
import type { World } from '../create-simulator.ts';
import { Refusal } from '../portal/refusal.ts';
import {
  clockControl,
  faultControl,
  historyControl,
  indexControl,
  quotaControl,
  requestControl,
  rulesControl,
  seedControl,
} from './instrument-controls.ts';
import { ownerControl } from './owner-control.ts';
import { pipelineControl } from './pipeline-control.ts';
import { recordControl } from './record-control.ts';
import { schemaControl } from './schema-control.ts';
import { tokenControl } from './token-control.ts';

/** What the control API moves. */
export interface Controlled {
  readonly world: () => World;
  readonly clock: VirtualClock;
  readonly faults: FaultInjector;
  readonly history: ChangeHistory;
  readonly wire: WireLog;
  readonly reset: () => void;
}

/** One control request, its body parsed. */
export interface ControlCall {
  readonly method: string;
  readonly query: URLSearchParams;
  /** What stands in the path after the control's name; empty for nothing. */
  readonly rest: string;
  readonly body: unknown;
}

/** One control: what it answers, as JSON. */
export type Control = (controlled: Controlled, call: ControlCall) => unknown;

const controls: ReadonlyMap<string, Control> = new Map(
  Object.entries({
    history: historyControl,
    faults: faultControl,
    clock: clockControl,
    records: recordControl,
    quota: quotaControl,
    rules: rulesControl,
    tokens: tokenControl,
    schema: schemaControl,
    requests: requestControl,
    index: indexControl,
    owners: ownerControl,
    pipelines: pipelineControl,
    seed: seedControl,
    reset: (controlled) => {
      controlled.reset();
      return { reset: true };
    },
  } satisfies Record<string, Control>),
);

const reply = (status: number, value: unknown): SimulatorReply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

const parseBody = (request: SimulatorRequest): unknown => {
  const text = request.body.toString();
  return text.trim() === '' ? {} : (JSON.parse(text) as unknown);
};

const explain = (error: unknown): SimulatorReply => {
  if (error instanceof z.ZodError) return reply(400, { errors: error.issues });
  if (error instanceof Refusal) return reply(400, { errors: [error.body], status: error.status });
  if (error instanceof Error) return reply(400, { errors: [{ message: error.message }] });
  throw error;
};

/** Answers everything under `/__simulator/`. */
export const controlApi =
  (controlled: Controlled): RequestHandler =>
  (request) => {
    const [, , name = '', ...rest] = request.path.split('/');
    const control = controls.get(name);
    if (!control)
      return reply(404, {
        errors: [{ message: `no control ${name}` }],
        controls: [...controls.keys()],
      });
    try {
      const call = {
        method: request.method,
        query: request.query,
        rest: decodeURIComponent(rest.join('/')),
        body: parseBody(request),
      };
      return reply(200, control(controlled, call));
    } catch (error) {
      return explain(error);
    }
  };

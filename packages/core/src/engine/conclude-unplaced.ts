import type { Represents } from '../contract/index.ts';
import type { Failure } from '../policy/index.ts';
import type { WriteConclusion, WriteRequest } from '../ports/index.ts';
import { blankOutcome, requestOf } from './conclusions.ts';
import type { ConnectionWork, PlanningWork } from './connection-work.ts';

const representing: Readonly<Record<WriteRequest['object'], Represents>> = {
  company: 'company',
  person: 'person',
  emailMessage: 'task',
  task: 'task',
  opportunity: 'opportunity',
};

/** The object that would hold such records, were it shown to us. */
const missingObject = ({ connector }: PlanningWork, { object }: WriteRequest): string =>
  Object.entries(connector.objects).find(
    ([, { represents }]) => represents === representing[object],
  )?.[0] ?? object;

const failureOf = (crmObject: string): Failure => ({
  class: 'permission',
  code: 'forbidden',
  message: `The CRM account shows no ${crmObject} to the connected user.`,
  remedy: `Let the connected CRM user see, create and edit ${crmObject}; it is then written by itself.`,
  field: null,
});

/** Why nothing is written of a record that the account has no place for. */
export const unplacedFailure = (work: PlanningWork, request: WriteRequest): Failure =>
  failureOf(missingObject(work, request));

/** Parks a request whose kind of record the account has no place for, until it is described anew. */
export function concludeUnplaced(work: ConnectionWork, request: WriteRequest): WriteConclusion {
  const now = work.parts.clock.now();
  const crmObject = missingObject(work, request);
  const attempt = request.attempt + 1;
  return {
    plan: null,
    request: requestOf(request, { state: 'parked', waitingFor: null, dueAt: now, attempt }),
    outcome: {
      ...blankOutcome(work, {
        id: request.id,
        object: request.object,
        crmObject,
        recordId: request.recordId,
        status: 'failed',
      }),
      failure: failureOf(crmObject),
      attempt,
    },
    link: null,
    touched: null,
  };
}

import { normaliseEmail } from '../policy/index.ts';
import type { ConnectionSwitches } from '../ports/index.ts';
import { checkFields } from './check-input.ts';
import type {
  Answer,
  EmailInput,
  EngineParts,
  InputProblem,
  SyncOptions,
  SyncReceipt,
  TaskInput,
} from './engine.ts';
import { problem } from './input-problem.ts';
import { saveActivity } from './save-activity.ts';
import type { ActivityToSave } from './save-activity.ts';
import { writableConnections } from './writable-connections.ts';

type Kind = ActivityToSave['object'];

/** Fields without which the kind means nothing. */
const required: Readonly<Record<Kind, readonly string[]>> = {
  emailMessage: ['messageId', 'direction', 'origin', 'sender', 'recipients', 'sentAt'],
  task: ['type', 'status', 'subject'],
};

const missing = (path: string, key: string): InputProblem => ({
  field: `${path}.fields.${key}`,
  message: 'is required',
  remedy: `give ${key}`,
});

interface Given {
  readonly path: string;
  readonly object: Kind;
  readonly input: EmailInput | TaskInput;
}

function checkId({ path, input }: Given): InputProblem[] {
  const isFine = input.id.trim() !== '' && input.id.length <= 255;
  if (isFine) return [];
  return [
    {
      field: `${path}.id`,
      message: 'is empty or longer than 255 characters',
      remedy: 'give the id that the platform knows it by',
    },
  ];
}

function checkPerson({ path, input }: Given): InputProblem[] {
  if (normaliseEmail(input.person) !== null) return [];
  return [
    {
      field: `${path}.person`,
      message: 'not an email address',
      remedy: 'give the address of its person, such as ada@acme.com',
    },
  ];
}

/** What it is must be said the first time; later only what changed. */
async function checkRequired(parts: EngineParts, given: Given): Promise<InputProblem[]> {
  const known = await parts.store.findRecord(given.object, given.input.id);
  const fields = { ...known?.fields, ...given.input.fields };
  return required[given.object]
    .filter((key) => (fields[key] ?? null) === null)
    .map((key) => missing(given.path, key));
}

/** A message id is one record's: another email that has it is another recording of the same. */
async function checkMessageId(parts: EngineParts, given: Given): Promise<InputProblem[]> {
  const messageId = given.input.fields['messageId'];
  if (given.object !== 'emailMessage' || typeof messageId !== 'string') return [];
  const owner = await parts.store.findRecord('emailMessage', messageId);
  if (owner === null || owner.key === given.input.id) return [];
  return [
    {
      field: `${given.path}.fields.messageId`,
      message: `belongs to the email ${owner.key}`,
      remedy: 'record that one again, or give the message id of this one',
    },
  ];
}

async function check(parts: EngineParts, given: Given): Promise<InputProblem[]> {
  return [
    ...checkId(given),
    ...checkPerson(given),
    ...checkFields(given.object, `${given.path}.fields`, given.input.fields),
    ...(await checkRequired(parts, given)),
    ...(await checkMessageId(parts, given)),
  ];
}

function keysOf({ object, input }: Given): [string, ...string[]] {
  const messageId = input.fields['messageId'];
  return object === 'emailMessage' && typeof messageId === 'string'
    ? [input.id, messageId]
    : [input.id];
}

async function save(
  parts: EngineParts,
  given: Given,
  options: SyncOptions,
): Promise<Answer<SyncReceipt>> {
  const to = writableConnections(await parts.store.listSwitches(), options);
  const problems = [...(await check(parts, given)), ...to.problems];
  const person = normaliseEmail(given.input.person);
  if (problems.length > 0 || person === null) return { ok: false, problems };
  const value = await saveActivity(parts, {
    object: given.object,
    keys: keysOf(given),
    fields: given.input.fields,
    person,
    options,
    connections: to.connections,
  });
  return { ok: true, value };
}

/** Stores an email and asks for its recording; recorded again it adds what happened since. */
export const recordEmailMessage = (
  parts: EngineParts,
  email: EmailInput,
  options: SyncOptions,
): Promise<Answer<SyncReceipt>> =>
  save(parts, { path: 'email', object: 'emailMessage', input: email }, options);

/** Stores a task and asks for its writing. */
export const saveTask = (
  parts: EngineParts,
  task: TaskInput,
  options: SyncOptions,
): Promise<Answer<SyncReceipt>> =>
  save(parts, { path: 'task', object: 'task', input: task }, options);

/** Where a task is or may still arrive; where writing is off by now, its removal waits for it. */
async function mayBeThere({ store }: EngineParts, taskId: string): Promise<ConnectionSwitches[]> {
  const links = await store.linksOf([taskId]);
  const written = new Set(links.map(({ connectionId }) => connectionId));
  const there: ConnectionSwitches[] = [];
  for (const one of await store.listSwitches()) {
    const isAsked = one.writing || written.has(one.id);
    const plans = isAsked ? [] : await store.openPlans(one.id);
    if (isAsked || plans.some(({ recordId }) => recordId === taskId)) there.push(one);
  }
  return there;
}

/** Removes a task from the platform and from the CRMs that it was written to (R-TASK-4). */
export async function deleteTask(parts: EngineParts, id: string): Promise<Answer<SyncReceipt>> {
  const known = await parts.store.findRecord('task', id);
  const [person] = known === null ? [] : await parts.store.getRecords([known.personId ?? '']);
  if (known === null || person === undefined) {
    return problem({
      field: 'id',
      message: 'no such task',
      remedy: 'give the id that the task was saved under',
    });
  }
  const there = await mayBeThere(parts, known.id);
  const value = await saveActivity(parts, {
    object: 'task',
    keys: [known.key],
    fields: { status: 'DELETED' },
    person: person.key,
    options: {},
    connections: there,
  });
  return { ok: true, value };
}

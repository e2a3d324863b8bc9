import { z } from 'zod';
import type { RecordInput } from '../org/read-input.ts';
import { type RecordError, Refusal, type RecordResult, refuse } from '../org/record-error.ts';
import { createRecord } from '../org/save-record.ts';
import { undoTo, type Work } from '../org/work.ts';
import type { ChildRelationship, SimObject } from '../schema/schema.ts';
import type { ApiCall, Endpoint } from './api-types.ts';
import { withWork } from './call-work.ts';
import { json, wrongMethod } from './replies.ts';

// Salesforce: 200 records in all, 5 levels, 5 kinds. developer.salesforce.com (sObject Tree), read 2026-11-22
const recordMax = 200;
const levelMax = 5;
const typeMax = 5;

const branchShape = z.object({ records: z.array(z.record(z.string(), z.unknown())) });
const attributesShape = z.object({ type: z.string(), referenceId: z.string().min(1) });

/** One record of a tree, and the one it hangs from. */
interface Node {
  readonly referenceId: string;
  readonly object: SimObject;
  readonly input: RecordInput;
  /** The look-up to fill with the parent's id; null at the root. */
  readonly parent: { readonly node: Node; readonly field: string } | null;
}

interface NodeResult {
  readonly node: Node;
  readonly result: RecordResult;
}

const childOf = (call: ApiCall, object: SimObject, name: string): ChildRelationship | undefined =>
  call.state.org.schema
    .childrenOf(object.name)
    .find((one) => one.name?.toLowerCase() === name.toLowerCase());

interface Branch {
  readonly records: readonly RecordInput[];
  readonly level: number;
  readonly parent: Node['parent'];
}

const objectOf = (call: ApiCall, record: RecordInput): readonly [SimObject, string] => {
  const parsed = attributesShape.safeParse(record['attributes']);
  if (!parsed.success)
    return refuse('INVALID_INPUT', 'Include a reference ID and a type for each record.');
  const { org } = call.state;
  return [org.objectFor(parsed.data.type, org.access(call.userId)), parsed.data.referenceId];
};

/** The nodes of a branch, every parent before its children. */
const nodesOf = (call: ApiCall, { records, level, parent }: Branch): Node[] => {
  if (level > levelMax) refuse('INVALID_INPUT', `A tree has at most ${levelMax} levels.`);
  return records.flatMap((record) => {
    const [object, referenceId] = objectOf(call, record);
    const input: Record<string, unknown> = {};
    const node: Node = { referenceId, object, input, parent };
    const children: Node[] = [];
    for (const [name, value] of Object.entries(record)) {
      const branch = branchShape.safeParse(value);
      const relation = branch.success ? childOf(call, object, name) : undefined;
      if (!branch.success || !relation) input[name] = value;
      else {
        const below = { node, field: relation.field.name };
        const { records: inner } = branch.data;
        children.push(...nodesOf(call, { records: inner, level: level + 1, parent: below }));
      }
    }
    return [node, ...children];
  });
};

const checkNodes = (nodes: readonly Node[]): void => {
  if (nodes.length > recordMax) {
    const message = `record limit reached. cannot submit more than ${recordMax} records into this call`;
    refuse('EXCEEDED_ID_LIMIT', message);
  }
  const ids = nodes.map(({ referenceId }) => referenceId);
  const twin = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twin !== undefined) refuse('INVALID_INPUT', `Duplicate ReferenceId provided: ${twin}.`);
  if (new Set(nodes.map(({ object }) => object.name)).size > typeMax)
    refuse('INVALID_INPUT', `A tree has at most ${typeMax} kinds of records.`);
};

const attempted = (save: () => RecordResult): RecordResult => {
  try {
    return save();
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, errors: error.errors };
    throw error;
  }
};

const createAll = (work: Work, nodes: readonly Node[]): NodeResult[] => {
  const ids = new Map<Node, string>();
  const results: NodeResult[] = [];
  for (const node of nodes) {
    const { parent } = node;
    const parentId = parent ? ids.get(parent.node) : undefined;
    if (parent && parentId === undefined) continue;
    const input = parent ? { ...node.input, [parent.field]: parentId } : node.input;
    const result = attempted(() => createRecord(work, node.object, input));
    if (result.ok) ids.set(node, result.id);
    results.push({ node, result });
  }
  return results;
};

const toError = ({ statusCode, message, fields = [] }: RecordError): object => ({
  statusCode,
  message,
  fields,
});

const toEntry = ({ node: { referenceId }, result }: NodeResult): object =>
  result.ok ? { referenceId, id: result.id } : { referenceId, errors: result.errors.map(toError) };

/** `/composite/tree/X`: records with their children in one call, all or none. */
export const treeEndpoint: Endpoint = (call) => {
  const [first, second, name, ...more] = call.path;
  if (first !== 'composite' || second !== 'tree' || name === undefined || more.length > 0)
    return null;
  if (call.method !== 'POST') return wrongMethod(call.method, 'POST');
  const { org } = call.state;
  const root = org.objectFor(name, org.access(call.userId));
  const parsed = branchShape.safeParse(call.body);
  if (!parsed.success)
    return refuse('JSON_PARSER_ERROR', 'The request body has no list of records');
  const nodes = nodesOf(call, { records: parsed.data.records, level: 1, parent: null });
  checkNodes(nodes);
  if (nodes.some(({ parent, object }) => !parent && object.name !== root.name))
    refuse('INVALID_INPUT', `The records at the root must be of type ${root.name}.`);
  return withWork(call, (work) => {
    const mark = work.steps.length;
    const results = createAll(work, nodes);
    const failed = results.filter(({ result }) => !result.ok);
    if (failed.length === 0) return json(201, { hasErrors: false, results: results.map(toEntry) });
    undoTo(work, mark);
    return json(400, { hasErrors: true, results: failed.map(toEntry) });
  });
};

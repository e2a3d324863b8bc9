import { beginWork, finishWork, type SaveOptions, undoTo, type Work } from '../org/work.ts';
import type { ApiCall } from './api-types.ts';

const isSet = (header: string | undefined, name: string): boolean =>
  new RegExp(String.raw`\b${name}\s*=\s*true\b`, 'iu').test(header ?? '');

// Salesforce: assignment rules run unless the header says FALSE; a rule's id names the one to run. Read 2026-11-21
const assignOf = (header: string | undefined): boolean | string => {
  const text = header?.trim() ?? 'TRUE';
  return /^01Q\w{12,15}$/u.test(text) ? text : text.toUpperCase() !== 'FALSE';
};

const saveOptions = (call: ApiCall): SaveOptions => {
  const duplicates = call.headers['sforce-duplicate-rule-header'];
  return {
    assign: assignOf(call.headers['sforce-auto-assign']),
    allowDuplicates: isSet(duplicates, 'allowSave'),
  };
};

/** Runs the writes of a call, as their own unit of work or as a part of the one the call is in. */
export const withWork = <T>(call: ApiCall, write: (work: Work) => T): T => {
  const options = saveOptions(call);
  if (call.work) return write({ ...call.work, options });
  const work = beginWork(call.state.org, call.userId, { options });
  try {
    const result = write(work);
    finishWork(work);
    return result;
  } catch (error) {
    undoTo(work, 0);
    throw error;
  }
};

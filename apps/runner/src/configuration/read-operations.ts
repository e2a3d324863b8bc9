import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const shape = z.record(z.string(), z.string());

type OperationsAnswer =
  | { readonly ok: true; readonly value: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly problem: string };

const parse = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
};

const hashOf = (document: string): string => createHash('sha256').update(document).digest('hex');

/** The documents of a file by their SHA-256, each held against it. */
export const readOperations = (path: string): OperationsAnswer => {
  const parsed = shape.safeParse(parse(path));
  if (!parsed.success) return { ok: false, problem: 'names no JSON file of documents' };
  const entries = Object.entries(parsed.data);
  const wrong = entries.find(([hash, document]) => hashOf(document) !== hash);
  if (wrong !== undefined) return { ok: false, problem: `holds ${wrong[0]} of another document` };
  return { ok: true, value: new Map(entries) };
};

import { z } from 'zod';
import type { CommonJob } from '../bulk/bulk-job.ts';
import type { CsvFormat } from '../bulk/csv.ts';
import { refuse } from '../org/record-error.ts';
import type { ApiCall } from './api-types.ts';

/** The parts of a job's format. */
export const formatShape = {
  contentType: z.literal('CSV').default('CSV'),
  columnDelimiter: z
    .enum(['BACKQUOTE', 'CARET', 'COMMA', 'PIPE', 'SEMICOLON', 'TAB'])
    .default('COMMA'),
  lineEnding: z.enum(['LF', 'CRLF']).default('LF'),
};

/** What a body asks of a job; refuses one that does not say what it has to. */
export const parseJob = <Asked>(shape: z.ZodType<Asked>, body: unknown): Asked => {
  const { data, error } = shape.safeParse(body);
  if (!error) return data;
  const [issue] = error.issues;
  const where = issue?.path.join('.') ?? '';
  return refuse('INVALIDJOB', `InvalidJob : ${where} ${issue?.message ?? ''}`);
};

/** What is the same of every new job. */
export const beginJob = (
  { base, userId, state: { org, bulk } }: ApiCall,
  { columnDelimiter, lineEnding }: CsvFormat,
): Omit<CommonJob, 'object' | 'state'> => {
  const now = org.clock.now();
  return {
    id: bulk.nextId(),
    userId,
    apiVersion: base.split('/v')[1] ?? '',
    format: { columnDelimiter, lineEnding },
    createdAt: now,
    movedAt: now,
  };
};

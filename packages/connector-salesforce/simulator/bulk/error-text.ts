import type { RecordError } from '../org/record-error.ts';

/** Errors as a result file has them: `CODE:message:FIELD --`, as recorded. */
export const errorText = (errors: readonly RecordError[]): string =>
  errors
    .map(({ statusCode, message, fields = [] }) => {
      const named = fields.length === 0 ? '' : `${fields.join(', ')} `;
      return `${statusCode}:${message}:${named}--`;
    })
    .join(' ');

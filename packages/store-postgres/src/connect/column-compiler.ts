import { PostgresQueryCompiler } from 'kysely';
import { toColumn } from '../text-column.ts';

/**
 * Makes every text of a query what a column may hold, whoever wrote it: ids, cursors and filters of
 * callers as well as what is stored. JSON has such characters escaped already and passes unchanged.
 */
export class ColumnCompiler extends PostgresQueryCompiler {
  protected override addParameter(parameter: unknown): void {
    super.addParameter(typeof parameter === 'string' ? toColumn(parameter) : parameter);
  }
}

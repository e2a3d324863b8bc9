import { CompiledQuery } from 'kysely';
import type { DatabaseConnection } from 'kysely';

/**
 * Tells the planner that looking up the rows of a page costs little: its default is that of
 * turning disks, by which it reads whole tables instead. Compiling queries never pays for pages.
 */
export const prepareSession = async (connection: DatabaseConnection): Promise<void> => {
  const settings = `select set_config('random_page_cost', '1.1', false),
    set_config('jit', 'off', false)`;
  await connection.executeQuery(CompiledQuery.raw(settings));
};

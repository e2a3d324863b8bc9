import { builder } from './builder.ts';
import './scalars.ts';
import './company-type.ts';
import './person-type.ts';
import './query-connections.ts';
import './query-outcomes.ts';
import './query-records.ts';
import './query-runs.ts';
import './mutation-retry-outcomes.ts';
import './mutation-save-field-mappings.ts';
import './mutation-set-switches.ts';
import './mutation-start-read.ts';
import './mutation-sync-company.ts';
import './mutation-sync-person.ts';
import './run-progress.ts';

/** The whole API. */
export const schema = builder.toSchema();

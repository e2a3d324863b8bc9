import { builder } from './builder.ts';
import './scalars.ts';
import './company-type.ts';
import './person-type.ts';
import './email-message-type.ts';
import './task-type.ts';
import './opportunity-type.ts';
import './query-activities.ts';
import './query-connections.ts';
import './query-opportunities.ts';
import './query-outcomes.ts';
import './query-records.ts';
import './query-runs.ts';
import './mutation-create-product-fields.ts';
import './mutation-delete-task.ts';
import './mutation-record-email-message.ts';
import './mutation-reprocess.ts';
import './mutation-retry-outcomes.ts';
import './mutation-save-field-mappings.ts';
import './mutation-save-task.ts';
import './mutation-set-switches.ts';
import './mutation-start-read.ts';
import './mutation-sync-company.ts';
import './mutation-sync-person.ts';
import './mutation-update-settings.ts';
import './run-progress.ts';

/** The whole API. */
export const schema = builder.toSchema();

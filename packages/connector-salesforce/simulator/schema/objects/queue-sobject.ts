import { reference, text } from '../make-field.ts';
import { auditFields, idField } from '../system-fields.ts';
import { objectOf } from './shared-fields.ts';

/** Which objects a queue may own. */
export const queueSobject = objectOf(
  ['QueueSobject', 'Queue Sobjects', '03g'],
  [
    idField('Queue Sobject'),
    reference(['QueueId', 'Group ID'], ['Group'], {
      updateable: false,
      nillable: false,
      childRelationshipName: 'QueueSobjects',
    }),
    text(['SobjectType', 'Sobject Type'], 40, { updateable: false, nillable: false }),
    ...auditFields,
  ],
  { updateable: false, replicateable: false },
);

import type { FieldDescription } from '@concord/core/contract';
import type { Rights } from './describe-property.ts';
import type { ObjectName } from './objects/object-shape.ts';

type Known = (rights: Rights) => Partial<FieldDescription>;

const required: Known = ({ create }) => ({ required: create });

/** What is known of HubSpot's own properties beyond their definitions. */
const known: Readonly<Record<ObjectName, Readonly<Record<string, Known>>>> = {
  contacts: {
    // HubSpot: no two contacts share an address, further ones included; the definition does not
    // say so. Recorded answers, read 2026-11-21
    email: () => ({ unique: true }),
    // HubSpot: it follows the primary association, and is read-only; we write the association.
    // Recorded answers, read 2026-11-21
    associatedcompanyid: ({ create, update }) => ({
      type: 'reference',
      creatable: create,
      updatable: update,
    }),
  },
  companies: {},
  deals: {},
  // HubSpot: without its time an activity is refused: "Some required properties were not set".
  // Recorded answers, read 2026-11-21
  tasks: {
    hs_timestamp: required,
    hs_task_status: () => ({ doneChoices: ['COMPLETED'] }),
  },
  // HubSpot: "using object APIs" names the direction as required, too. developers.hubspot.com,
  // read 2026-11-21
  emails: { hs_timestamp: required, hs_email_direction: required },
};

/** A field with what is known of it beyond its definition. */
export const describeKnown = (
  object: ObjectName,
  field: FieldDescription,
  rights: Rights,
): FieldDescription => {
  const more = known[object];
  return Object.hasOwn(more, field.name) ? { ...field, ...more[field.name]?.(rights) } : field;
};

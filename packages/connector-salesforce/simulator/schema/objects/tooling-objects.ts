import type { ObjectDefinition } from '../field.ts';
import { readOnly, text } from '../make-field.ts';
import { auditFields, idField } from '../system-fields.ts';
import { objectOf } from './shared-fields.ts';

const closed = { createable: false, updateable: false, deletable: false, replicateable: false };

const customField = objectOf(
  ['CustomField', 'Custom Fields', '00N'],
  [
    idField('CustomField'),
    text(['DeveloperName', 'Developer Name'], 40, { ...readOnly, nameField: true }),
    text(['TableEnumOrId', 'Entity Enumeration Or ID'], 40, readOnly),
    text(['EntityDefinitionId', 'Entity Definition ID'], 40, readOnly),
    text(['NamespacePrefix', 'Namespace Prefix'], 15, readOnly),
    text(['ManageableState', 'Manageable State'], 20, readOnly),
    ...auditFields,
  ],
  closed,
);

const entityDefinition = objectOf(
  ['EntityDefinition', 'Entity Definitions', '4ie'],
  [
    idField('EntityDefinition'),
    text(['DurableId', 'Durable ID'], 40, readOnly),
    text(['QualifiedApiName', 'Qualified API Name'], 40, { ...readOnly, nameField: true }),
    text(['DeveloperName', 'Developer Name'], 40, readOnly),
    text(['Label', 'Label'], 80, readOnly),
    text(['KeyPrefix', 'Key Prefix'], 3, readOnly),
  ],
  closed,
);

/** What the Tooling API alone shows. */
export const toolingObjects: readonly ObjectDefinition[] = [customField, entityDefinition];

const names: ReadonlySet<string> = new Set(toolingObjects.map(({ name }) => name));

/** Whether an object is of the Tooling API alone. */
export const isTooling = ({ name }: { readonly name: string }): boolean => names.has(name);

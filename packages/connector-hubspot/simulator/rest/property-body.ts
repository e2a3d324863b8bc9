import type { Property, PropertyGroup } from '../schema/property.ts';
import { toInstant } from '../store/instant.ts';

/** A property's definition as HubSpot shows it. */
export const propertyBody = (property: Property): Record<string, unknown> => {
  const { hubspotDefined, archivedAt, referencedObjectType } = property;
  const isArchived = archivedAt !== null;
  return {
    updatedAt: toInstant(property.updatedAt),
    createdAt: toInstant(property.createdAt),
    ...(isArchived ? { archivedAt: toInstant(archivedAt) } : {}),
    name: property.name,
    label: property.label,
    type: property.type,
    fieldType: property.fieldType,
    description: property.description,
    groupName: property.groupName,
    options: property.options,
    ...(referencedObjectType === null ? {} : { referencedObjectType }),
    displayOrder: property.displayOrder,
    calculated: property.calculated,
    externalOptions: property.externalOptions,
    ...(hubspotDefined && !isArchived ? {} : { archived: isArchived }),
    hasUniqueValue: property.hasUniqueValue,
    hidden: property.hidden,
    ...(hubspotDefined ? { hubspotDefined: true } : {}),
    modificationMetadata: {
      archivable: !hubspotDefined,
      readOnlyDefinition: property.readOnlyDefinition,
      ...(property.type === 'enumeration' ? { readOnlyOptions: property.readOnlyDefinition } : {}),
      readOnlyValue: property.readOnlyValue,
    },
    formField: property.formField,
    dataSensitivity: 'non_sensitive',
  };
};

/** A group as HubSpot shows it. */
export const groupBody = ({ name, label, displayOrder, archived }: PropertyGroup) => ({
  name,
  label,
  displayOrder,
  archived,
});

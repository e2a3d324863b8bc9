import { objectTypes } from './object-type.ts';
import { callProperties } from './objects/call.ts';
import { companyProperties } from './objects/company.ts';
import { contactProperties } from './objects/contact.ts';
import { dealProperties } from './objects/deal.ts';
import { emailProperties } from './objects/email.ts';
import { lineItemProperties } from './objects/line-item.ts';
import { meetingProperties } from './objects/meeting.ts';
import { noteProperties } from './objects/note.ts';
import { taskProperties } from './objects/task.ts';
import { ticketProperties } from './objects/ticket.ts';
import { productProperties } from './product-properties.ts';
import type { Property, PropertyGroup } from './property.ts';

/** The properties and groups of one object type. */
export interface ObjectSchema {
  /** By name, archived ones among them. */
  readonly properties: Map<string, Property>;
  readonly groups: Map<string, PropertyGroup>;
}

/** What a portal's records may hold, by object type. */
export type Schema = ReadonlyMap<string, ObjectSchema>;

const standard: Readonly<Record<string, readonly Property[]>> = {
  contacts: contactProperties,
  companies: companyProperties,
  deals: dealProperties,
  emails: emailProperties,
  tasks: taskProperties,
  notes: noteProperties,
  calls: callProperties,
  meetings: meetingProperties,
  tickets: ticketProperties,
  line_items: lineItemProperties,
};

const groupLabels: Readonly<Record<string, string>> = {
  contactinformation: 'Contact information',
  companyinformation: 'Company information',
  dealinformation: 'Deal information',
  email: 'Email information',
  task: 'Task information',
  note: 'Note information',
  call: 'Call information',
  meeting: 'Meeting information',
  ticketinformation: 'Ticket information',
  lineiteminformation: 'Line item information',
};

const groupsOf = (properties: readonly Property[]): Map<string, PropertyGroup> =>
  new Map(
    [...new Set(properties.map(({ groupName }) => groupName))].map((name, displayOrder) => [
      name,
      { name, label: groupLabels[name] ?? name, displayOrder, archived: false },
    ]),
  );

const schemaOf = (properties: readonly Property[]): ObjectSchema => ({
  properties: new Map(properties.map((property) => [property.name, property])),
  groups: groupsOf(properties),
});

/** A new portal's schema, with or without the platform's properties. */
export const buildSchema = (hasProductProperties: boolean): Schema =>
  new Map(
    objectTypes.map(({ name }) => [
      name,
      schemaOf([
        ...(standard[name] ?? []),
        ...(hasProductProperties ? (productProperties[name] ?? []) : []),
      ]),
    ]),
  );

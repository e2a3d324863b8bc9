import type { PlatformField } from './field.ts';
import { managedFields } from './managed-fields.ts';

/** Fields of a company, in the order people see them. */
export const companyFields = [
  { key: 'name', label: 'Company Name', type: 'text' },
  { key: 'domain', label: 'Domain', type: 'text' },
  { key: 'street', label: 'Address', type: 'text' },
  { key: 'city', label: 'City', type: 'text' },
  { key: 'state', label: 'State or Province', type: 'text' },
  { key: 'postalCode', label: 'Postal Code', type: 'text' },
  { key: 'country', label: 'Country', type: 'country' },
  { key: 'timeZone', label: 'Time Zone', type: 'text' },
  { key: 'phone', label: 'Corporate Phone', type: 'text' },
  { key: 'status', label: 'Status', type: 'text' },
  { key: 'linkedInUrl', label: 'LinkedIn URL', type: 'text' },
  { key: 'description', label: 'Description', type: 'text' },
  { key: 'doNotContact', label: 'Do Not Contact', type: 'boolean' },
  { key: 'founded', label: 'Founded', type: 'date' },
  { key: 'industry', label: 'Industry', type: 'text' },
  { key: 'employeeCount', label: 'Employee Count', type: 'number' },
  { key: 'revenue', label: 'Revenue', type: 'number' },
  { key: 'revenueCurrency', label: 'Revenue Currency', type: 'text' },
  { key: 'accountSource', label: 'Account Source', type: 'text' },
  ...managedFields,
  {
    key: 'intentLevel',
    label: 'Intent Level',
    type: 'text',
    managed: 'always',
    choices: ['High', 'Medium', 'Low', 'None'],
  },
] as const satisfies readonly PlatformField[];

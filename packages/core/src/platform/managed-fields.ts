import type { PlatformField } from './field.ts';

/** Product-specific fields that companies and people share. */
export const managedFields = [
  { key: 'metadata', label: 'Metadata', type: 'text', managed: 'always' },
  { key: 'createdAt', label: 'Created At', type: 'instant', managed: 'onCreate' },
  { key: 'updatedAt', label: 'Updated At', type: 'instant', managed: 'onWrite' },
  { key: 'firstWrittenAt', label: 'First Written At', type: 'instant', managed: 'once' },
  { key: 'initialPlay', label: 'Initial Play', type: 'text', managed: 'once' },
  { key: 'initialPlayAt', label: 'Initial Play At', type: 'instant', managed: 'once' },
  { key: 'mostRecentPlay', label: 'Most Recent Play', type: 'text', managed: 'always' },
] as const satisfies readonly PlatformField[];

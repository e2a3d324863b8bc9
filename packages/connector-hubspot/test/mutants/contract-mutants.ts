import { toRemoteId } from '@concord/core/contract';
import { changeObjects, changeRead, changeWrite, type Mutant } from './mutant.ts';

let userCount = 0;

/** Connectors that do not keep to what they declare. */
export const contractMutants: readonly Mutant[] = [
  {
    audit: 'SPEC-04',
    fault: 'asks a host of its own',
    object: 'owners',
    mutate: changeObjects((object) => ({
      ...object,
      describe: async (context) => {
        await context.fetch('https://elsewhere.example/ping').catch(() => null);
        return object.describe(context);
      },
    })),
  },
  {
    audit: 'SPEC-05',
    fault: 'is written against another contract',
    object: 'owners',
    mutate: (connector) => ({ ...connector, contract: 2 as 1 }),
  },
  {
    audit: 'SPEC-06',
    fault: 'reads the global clock',
    object: 'owners',
    mutate: changeRead((read) => ({
      page: async (context, request) => {
        const page = await read.page(context, request);
        return Date.now() > 0 ? page : { ...page, more: false };
      },
    })),
  },
  {
    audit: 'SPEC-07',
    fault: 'reads the environment when it is imported',
    object: 'owners',
    mutate: (connector) => connector,
    entry: new URL('impure-entry.ts', import.meta.url),
  },
  {
    audit: 'CHK-02',
    fault: 'names another user at each call',
    object: 'owners',
    mutate: (connector) => ({
      ...connector,
      identify: async (context) => ({
        ...(await connector.identify(context)),
        userId: `user-${(userCount += 1)}`,
      }),
    }),
  },
  {
    audit: 'CAP-01',
    fault: 'says created and creates nothing',
    object: 'contacts',
    mutate: changeWrite(({ create }) => ({
      create: {
        ...create,
        call: async (_, drafts) => drafts.map(() => ({ ok: true, id: toRemoteId('1') })),
      },
    })),
  },
  {
    audit: 'CAP-01',
    fault: 'writes where it declares that it only reads',
    object: 'owners',
    mutate: changeObjects((object) => ({
      ...object,
      describe: async (context) => {
        await context.fetch('/crm/objects/2026-09/contacts', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ properties: { lastname: 'Probe' } }),
        });
        return object.describe(context);
      },
    })),
  },
  {
    audit: 'CAP-02',
    fault: 'declares pages of 10 and gives more',
    object: 'owners',
    mutate: changeRead(() => ({ pageMax: 10 })),
  },
  {
    audit: 'DIS-01',
    fault: 'describes no field as unique',
    object: 'contacts',
    mutate: changeObjects((object) => ({
      ...object,
      describe: async (context) => {
        const { allows, fields } = await object.describe(context);
        return { allows, fields: fields.map((field) => ({ ...field, unique: false })) };
      },
    })),
  },
  {
    audit: 'DIS-02',
    fault: 'takes multiple check boxes for text',
    object: 'companies',
    mutate: changeObjects((object) => ({
      ...object,
      describe: async (context) => {
        const { allows, fields } = await object.describe(context);
        const asText = fields.map((field) =>
          field.type === 'unsupported' ? { ...field, type: 'text' as const } : field,
        );
        return { allows, fields: asText };
      },
    })),
  },
  {
    audit: 'DIS-04',
    fault: 'reads a hidden field as a blank one',
    object: 'contacts',
    mutate: changeRead((read, object) => ({
      page: async (context, request) => {
        const { fields } = await object.describe(context);
        const seen = request.fields.filter((name) => fields.some((field) => field.name === name));
        const page = await read.page(context, { ...request, fields: seen });
        const blank = Object.fromEntries(request.fields.map((name) => [name, null]));
        const records = page.records.map((record) => ({
          ...record,
          fields: { ...blank, ...record.fields },
        }));
        return { ...page, records };
      },
    })),
  },
  {
    audit: 'DIS-05',
    fault: 'finds inherited names in an object',
    object: 'owners',
    mutate: changeRead((read) => ({
      page: (context, request) => {
        const known: Record<string, unknown> = {};
        const fields = request.fields.filter((name) => known[name] === undefined);
        return read.page(context, { ...request, fields });
      },
    })),
  },
];

import type { ProductField } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { salesforce } from '../../src/index.ts';
import { openStage, type Stage } from './open-stage.ts';

const { objects, productFields } = salesforce;

const fieldOf = (object: string, name: string): ProductField => {
  const found = productFields.find((one) => one.object === object && one.name === name);
  if (found === undefined) throw new Error(`no field ${object}.${name}`);
  return found;
};

const key = fieldOf('Contact', 'Unify_Metadata__c');

const oneOfEachKind = [
  ...new Map(productFields.map((one) => [`${one.object} ${one.type} ${one.unique}`, one])).values(),
];

/** An organisation whose owner has created none of the product's fields. */
const openBare = () => openStage({ productFields: false });

const described = async ({ context }: Stage, { object, name }: ProductField) => {
  const { fields } = await objects[object as 'Contact'].describe(context);
  return fields.find((one) => one.name === name);
};

describe("the product's fields", () => {
  it('are those that the mappings name, and a unique key an object', () => {
    expect(new Set(productFields.map(({ object }) => object))).toEqual(
      new Set(['Account', 'Contact', 'Lead', 'Task', 'EmailMessage']),
    );
    const unique = productFields.filter((one) => one.unique);
    expect(unique.map(({ object }) => object).toSorted()).toEqual([
      'Account',
      'Contact',
      'EmailMessage',
      'Lead',
      'Task',
    ]);
    expect(fieldOf('Contact', 'Unify_Initial_Play_At__c')).toEqual({
      object: 'Contact',
      definedOn: 'Contact',
      name: 'Unify_Initial_Play_At__c',
      label: 'Unify Initial Play At',
      type: 'instant',
      maxLength: null,
      unique: false,
    });
  });

  it('are created as fields that our user may write', async () => {
    const stage = await openBare();
    for (const field of oneOfEachKind) {
      expect(await described(stage, field)).toBeUndefined();
      await salesforce.createField(stage.context, field);
      expect(await described(stage, field)).toMatchObject({
        label: field.label,
        type: field.type === 'long-text' ? 'text' : field.type,
        custom: true,
        creatable: true,
        unique: field.unique,
      });
    }
  }, 30_000);
});

describe('creating a field', () => {
  it('leaves one that is there, and costs seven calls and one', async () => {
    const stage = await openBare();
    const { wire } = stage.crm;
    await salesforce.createField(stage.context, key);
    expect(wire.list()).toHaveLength(7);
    await salesforce.createField(stage.context, key);
    expect(wire.list()).toHaveLength(8);
    expect(await described(stage, key)).toMatchObject({ unique: true, updatable: true });
  });

  it('shows us one that is there and hidden', async () => {
    const stage = await openBare();
    const { context } = stage;
    const body = { FullName: 'Contact.Unify_Metadata__c', Metadata: metadata };
    await post(context, body);
    expect(await described(stage, key)).toBeUndefined();
    await salesforce.createField(context, key);
    expect(await described(stage, key)).toMatchObject({ updatable: true });
  });

  it('refuses one that is there and not unique (R-DUP-1)', async () => {
    const { context } = await openBare();
    await post(context, {
      FullName: 'Contact.Unify_Metadata__c',
      Metadata: { ...metadata, unique: false },
    });
    await expect(salesforce.createField(context, key)).rejects.toMatchObject({
      code: 'unsupported',
      field: 'Unify_Metadata__c',
      message: expect.stringContaining('External ID and Unique'),
    });
  });

  it('names the permission that is missing', async () => {
    const { crm, context } = await openBare();
    crm.setRules({ customizeApplication: false });
    await expect(salesforce.createField(context, key)).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'permission',
      message: expect.stringContaining('"Customize Application"'),
    });
  });

  it('gives the permission to a set of our own, not to its profile', async () => {
    const { context } = await openBare();
    await salesforce.createField(context, key);
    const soql = "SELECT Parent.Name FROM FieldPermissions WHERE Field='Contact.Unify_Metadata__c'";
    const path = `/services/data/v62.0/query?q=${encodeURIComponent(soql)}`;
    const { records } = (await (await context.fetch(path)).json()) as { records: object[] };
    expect(records).toMatchObject([{ Parent: { Name: 'Platform_Integration' } }]);
  });
});

const metadata = {
  label: 'Unify Metadata',
  type: 'Text',
  length: 255,
  unique: true,
  externalId: true,
};

const post = (context: Stage['context'], body: object) =>
  context.fetch('/services/data/v62.0/tooling/sobjects/CustomField', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

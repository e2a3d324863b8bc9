import type { ProductField } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { productProperties } from '../../simulator/schema/product-properties.ts';
import { scopeNeeds } from '../../src/scopes.ts';
import { connectors } from './both-styles.ts';
import { openStage, type Stage } from './open-stage.ts';
import { setScopes } from './set-scopes.ts';

const addProperty = async ({ crm }: Stage, object: string, definition: object): Promise<void> => {
  const body = JSON.stringify({ action: 'add', object, definition });
  const { status } = await fetch(`${crm.url}/__simulator/schema`, { method: 'POST', body });
  expect(status).toBe(200);
};

describe.each(connectors)("the product's fields under $name paths", ({ hubspot }) => {
  const { productFields, createField } = hubspot;
  const key = productFields.find(
    ({ name, object }) => name === 'unify_metadata' && object === 'contacts',
  );
  if (key === undefined) throw new Error('the unique key is no product field');

  const described = async ({ context }: Stage, { object, name }: ProductField) => {
    const { fields } = await hubspot.objects[object as 'contacts'].describe(context);
    return fields.find((field) => field.name === name);
  };

  it('are those that a customer creates', () => {
    const ours = productFields.map(({ object, name }) => `${object}.${name}`);
    const theirs = Object.entries(productProperties).flatMap(([object, properties]) =>
      properties.map(({ name }) => `${object}.${name}`),
    );
    expect(ours.toSorted()).toEqual(theirs.toSorted());
  });

  it('are created, each with its type', async () => {
    const stage = await openStage({ productFields: false });
    for (const field of productFields) await createField(stage.context, field);
    for (const field of productFields) {
      expect(await described(stage, field)).toMatchObject({
        type: field.type,
        unique: field.unique,
        creatable: true,
        updatable: true,
        custom: true,
      });
    }
  });

  it('are left alone where they are there', async () => {
    const stage = await openStage();
    await createField(stage.context, key);
    expect(stage.crm.wire.list().filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('are not created on the word of a key that is not unique (R-DUP-1)', async () => {
    const stage = await openStage({ productFields: false });
    const { name, label } = key;
    await addProperty(stage, 'contacts', {
      name,
      label,
      type: 'string',
      fieldType: 'text',
      groupName: 'contactinformation',
    });
    await expect(createField(stage.context, key)).rejects.toMatchObject({
      code: 'unsupported',
      field: 'unify_metadata',
      message: expect.stringContaining('not unique'),
    });
  });

  it('name the scope that is missing (R-ERR-5)', async () => {
    const stage = await openStage({ productFields: false });
    const scopes = Object.keys(scopeNeeds);
    await setScopes(
      stage,
      scopes.filter((scope) => scope !== 'crm.schemas.contacts.write'),
    );
    await expect(createField(stage.context, key)).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('crm.schemas.contacts.write'),
    });
  });

  it('may be created by two at once', async () => {
    const stage = await openStage({ productFields: false });
    await Promise.all([createField(stage.context, key), createField(stage.context, key)]);
    expect(await described(stage, key)).toMatchObject({ unique: true });
  });
});

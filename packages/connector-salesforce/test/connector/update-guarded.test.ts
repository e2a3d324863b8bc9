import type { RemoteId } from '@concord/core/contract';
import { describe, expect, it } from 'vitest';
import { salesforce } from '../../src/index.ts';
import { openStage } from './open-stage.ts';

const { Contact } = salesforce.objects;

const plant = async () => {
  const stage = await openStage();
  const ids = [0, 1, 2].map(
    (n) => stage.crm.org.insert('Contact', { LastName: `P${n}` }) as RemoteId,
  );
  stage.crm.clock.advance(5_000);
  const read = await Contact.write.get(stage.context, { ids, fields: ['Description'] });
  const changes = ids.map((id, index) => ({
    id,
    revision: read[index]?.revision ?? '',
    fields: { Description: index === 1 ? 'write to ada@{company}.example' : `text ${index}` },
  }));
  return { ...stage, ids, changes };
};

const described = ({ crm, ids }: Awaited<ReturnType<typeof plant>>) =>
  ids.map((id) => crm.org.read({ object: 'Contact', id })?.['Description']);

describe('guarded updates', () => {
  it('write a text that Composite would take for a reference (R-ERR-3)', async () => {
    const stage = await plant();
    const results = await Contact.write.guard.call(stage.context, stage.changes);
    expect(results.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(described(stage)).toEqual(['text 0', 'write to ada@{company}.example', 'text 2']);
  });

  it('guard such a text as any other (R-OVERWRITE-7)', async () => {
    const stage = await plant();
    const ref = { object: 'Contact', id: String(stage.ids[1]) };
    stage.crm.org.update(ref, { Description: 'typed' });
    const results = await Contact.write.guard.call(stage.context, stage.changes);
    expect(results).toMatchObject([{ ok: true }, { ok: false, error: { code: 'conflict' } }, {}]);
    expect(described(stage)[1]).toBe('typed');
  });
});

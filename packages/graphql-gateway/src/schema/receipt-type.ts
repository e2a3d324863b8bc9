import type { SyncReceipt } from '@concord/core/engine';
import type { FieldMap, ObjectFieldBuilder } from '@pothos/core';
import { type ApiTypes, builder } from './builder.ts';
import type { Success } from './result-union.ts';

/** A record that is stored, and whose writing is asked for. */
export interface ReceiptSuccess extends Success {
  readonly receipt: SyncReceipt;
}

/** The success of a mutation that stores a record: the record, and where to find what follows. */
export const implementReceipt = (
  name: string,
  about: {
    readonly description: string;
    readonly fields: (t: ObjectFieldBuilder<ApiTypes, ReceiptSuccess>) => FieldMap;
  },
) =>
  builder.objectRef<ReceiptSuccess>(name).implement({
    description: about.description,
    fields: (t) => ({
      ...about.fields(t),
      outcomeIds: t.idList({
        description: 'Ids under which the outcomes will be found, one for each connection.',
        resolve: ({ receipt }) => [...receipt.requestIds],
      }),
    }),
  });

import type { Connector, RemoteRecord } from '@concord/core/contract';
import { toCursor } from '@concord/core/contract';
import { createMemoryCrm } from '@concord/testkit/memory-crm';
import type { CrmObjectName, MemoryCrm } from '@concord/testkit/memory-crm';

/** Pages that a CRM answers, by object. */
export type Script = Readonly<Partial<Record<CrmObjectName, readonly (readonly RemoteRecord[])[]>>>;

/** A CRM that answers the pages of a script, as many of each object as are open. */
export interface ScriptedCrm extends MemoryCrm {
  readonly open: Map<string, number>;
}

/** A memory CRM whose reads follow a script; `turn` is waited for before a page is answered. */
export function createScriptedCrm(script: Script, turn: () => Promise<void>): ScriptedCrm {
  const crm = createMemoryCrm(['Company', 'Person', 'Lead']);
  const open = new Map<string, number>();
  const objects = Object.entries(crm.connector.objects).map(([name, object]) => {
    if (object.read === undefined) throw new Error(`${name} is not read`);
    const pages = script[name as CrmObjectName] ?? [];
    const page: typeof object.read.page = async (_, { after }) => {
      await turn();
      const at = Number(after ?? 0);
      const end = open.get(name) ?? 0;
      const next = Math.min(at + 1, end);
      return {
        records: at < end ? (pages[at] ?? []) : [],
        cursor: toCursor(String(next)),
        more: next < end,
      };
    };
    return [name, { ...object, read: { ...object.read, page } }] as const;
  });
  const connector: Connector = { ...crm.connector, objects: Object.fromEntries(objects) };
  return Object.assign(crm, { connector, open });
}

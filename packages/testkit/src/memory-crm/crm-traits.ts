import type { CrmObjectName } from './crm-objects.ts';
import { crmShapes } from './crm-shapes.ts';
import type { CrmShape } from './crm-shapes.ts';

/** In what a memory CRM differs from the usual one. */
export interface CrmTraits {
  /**
   * Whether it keeps what records belong to, and the records that were removed, apart from the
   * changes of its records: both are to be asked for.
   */
  readonly keepsApart?: boolean;
}

const associates: Partial<Readonly<Record<CrmObjectName, readonly CrmObjectName[]>>> = {
  Person: ['Company'],
  Opportunity: ['Company', 'Person'],
};

const apart = (name: CrmObjectName): Partial<CrmShape> => ({
  associates: associates[name] ?? [],
  removed: 'listed',
  ...(name === 'Opportunity' && { company: null }),
});

/** The object as a CRM with these traits has it. */
export const shapeOf = (name: CrmObjectName, { keepsApart = false }: CrmTraits): CrmShape => ({
  ...crmShapes[name],
  ...(keepsApart && apart(name)),
});

import type { FieldValue } from '../contract/index.ts';
import type { PlatformObject } from './catalogue.ts';

/** Which way values of a mapping flow: `read` is from the CRM to the platform. */
export type Direction = 'read' | 'write' | 'readWrite';

/** How one of our fields and one of the CRM's correspond, and which way (R-MAP-1). */
export interface FieldMapping {
  readonly object: PlatformObject;
  /** Our field's key; `null` for a CRM field that only has a default. */
  readonly platformField: string | null;
  readonly crmObject: string;
  readonly crmField: string;
  readonly direction: Direction;
  /** Written where no platform value supplies the field; `null` when there is none. */
  readonly defaultValue: FieldValue;
  /** A person agreed that a managed field may overwrite a standard CRM field (R-MAP-8). */
  readonly confirmed: boolean;
}

import type { FieldValue, Instant, RemoteId } from '../contract/index.ts';
import type { PlatformObject } from './catalogue.ts';

/** The CRM record that a platform value was read from. */
export interface Source {
  readonly connectionId: string;
  readonly crmObject: string;
  readonly crmId: RemoteId;
}

/** One record of the platform. */
export interface PlatformRecord {
  readonly id: string;
  readonly object: PlatformObject;
  /**
   * What makes it one of a kind (R-DUP-6): the normalised domain or primary email, the platform's
   * id of a task or an email, the CRM's place of an opportunity (`CONNECTION/OBJECT/ID`).
   */
  readonly key: string;
  /** Every key it is known by, its own first: all email addresses of a person, an email's message id. */
  readonly keys: readonly string[];
  /** Values by platform field key; an absent field is empty. */
  readonly fields: Readonly<Record<string, FieldValue>>;
  /**
   * Where a value came from, by field key, and the person's company by `company`; absent for values
   * the platform set itself.
   */
  readonly sources: Readonly<Record<string, Source>>;
  /** The person's company; `null` for other records, and for a person without one. */
  readonly companyId: string | null;
  /** The person that a task or an email is about; `null` for other records. */
  readonly personId: string | null;
  /** Counts its changes from 1; a save names the version it was made from. */
  readonly version: number;
  readonly updatedAt: Instant;
}

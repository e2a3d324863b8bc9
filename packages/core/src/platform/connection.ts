import type { Instant, ObjectDescription, Quota } from '../contract/index.ts';

/** Only an `active` connection works; `needs-reconnect` while credentials are refused. */
export type ConnectionState = 'setup' | 'active' | 'needs-reconnect' | 'paused';

/** What an operator may set on a connection. */
export interface ConnectionSettings {
  /** Which object new people become (R-PERSON-3). */
  readonly createAs: 'contactsAndAccounts' | 'leads';
  /** Where automatic emails are recorded; manual ones are always tasks (R-EMAIL-4). */
  readonly emailWriteback: 'emailMessage' | 'task';
  /** Whether the CRM's own rules choose the owner of a lead that we create. */
  readonly assignLeads: boolean;
  /** Name of the connector's tie-break for companies: `default`, or an older rule (R-DUP-4). */
  readonly accountTieBreak: string;
  readonly readEveryMinutes: number;
  /** Whether a domain that redirects counts as the one it leads to (R-COMPANY-2). */
  readonly followRedirects: boolean;
  /** What the labels of managed fields begin with. */
  readonly brandPrefix: string;
  /** How long after a lost answer a create may still arrive in the CRM, in milliseconds. */
  readonly quietPeriodMs: number;
  /**
   * Whether records are created where the CRM's matching lags and the account has no unique key,
   * although a second one may come of it (R-DUP-1).
   */
  readonly createWithoutKey: boolean;
}

/** One customer's authorised account in one CRM. */
export interface Connection {
  readonly id: string;
  /** The connector's id. */
  readonly crm: string;
  readonly name: string;
  readonly state: ConnectionState;
  readonly reading: boolean;
  readonly writing: boolean;
  readonly settings: ConnectionSettings;
  /** The account the first credentials led to; other accounts are refused. */
  readonly accountId: string;
  /** Our own user in the CRM. */
  readonly userId: string;
  /** Each object as last described, by CRM name. */
  readonly schema: Readonly<Record<string, ObjectDescription>>;
  /** When the last scheduled or asked-for read began; `null` before the first. */
  readonly lastReadAt: Instant | null;
  /** When the mirror was last compared with the CRM's ids; `null` before the first time. */
  readonly lastReconciledAt: Instant | null;
  /** When the CRM was last asked what records belong to (R-TIME-2); `null` before the first time. */
  readonly lastAssociatedAt: Instant | null;
  /** Set while the CRM asked us to slow down: nothing runs before `until`; `null` otherwise. */
  readonly hold: { readonly reason: string; readonly until: Instant } | null;
  /** Requests of the account's daily allocation, as it last told; `null` before it did. */
  readonly quota: Quota | null;
  /** When credentials for it were last given and found to work. */
  readonly connectedAt: Instant;
  readonly createdAt: Instant;
}

/** Settings of a connection that says nothing else. */
export const defaultSettings: ConnectionSettings = {
  createAs: 'contactsAndAccounts',
  emailWriteback: 'emailMessage',
  assignLeads: false,
  accountTieBreak: 'default',
  readEveryMinutes: 15,
  followRedirects: true,
  brandPrefix: 'Unify',
  quietPeriodMs: 120_000,
  createWithoutKey: false,
};

/** Whether a connection was connected again since a time; `false` when no time is given. */
export const isConnectedAgain = (
  connection: Pick<Connection, 'connectedAt'>,
  since: Instant | undefined,
): boolean => since !== undefined && connection.connectedAt !== since;

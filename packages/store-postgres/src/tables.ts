import type { ColumnType, Generated, Kysely } from 'kysely';

/** Read as the value that it holds, written as JSON text. */
type Json = ColumnType<unknown, string, string>;

export interface ConnectionTable {
  id: string;
  crm: string;
  account_id: string;
  created_at: string;
  body: Json;
  schema: Json;
}

export interface FieldMappingTable {
  position: Generated<number>;
  connection_id: string;
  object: string;
  crm_object: string;
  body: Json;
}

export interface LeaseTable {
  resource: string;
  mode: string;
  holder: string;
  epoch: number;
  since: string;
  until: string;
  released: boolean;
}

export interface CheckpointTable {
  connection_id: string;
  crm_object: string;
  cursor: string;
  saved_at: string;
  caught_up_at: string | null;
}

export interface LinkTable {
  connection_id: string;
  crm_object: string;
  crm_id: string;
  record_id: string;
  created_by_us: boolean;
  /** JSON text; `null` where nothing is to be remembered. */
  written: string | null;
}

export interface RunTable {
  id: string;
  connection_id: string;
  kind: string;
  state: string;
  queued_at: string;
  counts: Json;
  body: Json;
}

export interface ApiKeyTable {
  id: string;
  name: string;
  role: string;
  hash: string;
  created_at: string;
  last_used_at: string | null;
  revoked_at: string | null;
}

export interface AuthorisationTable {
  state_hash: string;
  caller: string;
  sealed: string;
  expires_at: string;
}

/** The tables that single rows are read from and written to; pages of rows go by plain SQL. */
export interface Tables {
  'concord.connection': ConnectionTable;
  'concord.credentials': { connection_id: string; sealed: string };
  'concord.field_mapping': FieldMappingTable;
  'concord.lease': LeaseTable;
  'concord.api_key': ApiKeyTable;
  'concord.authorisation': AuthorisationTable;
  'concord.checkpoint': CheckpointTable;
  'concord.link': LinkTable;
  'concord.run': RunTable;
}

/** The database, or a transaction in it. */
export type Db = Kysely<Tables>;

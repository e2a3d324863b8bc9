import type { Connector, Grant, ProductField } from '@concord/core/contract';

/** What somebody hands us to come by tokens: the kinds of grant that last, and a token itself. */
export type TokenWay = Exclude<Grant['kind'], 'authorization-code'> | 'token';

/** What a person brings to connect an account. */
export type AccountPart =
  | 'clientId'
  | 'clientSecret'
  | 'refreshToken'
  | 'accessToken'
  | 'instanceUrl';

/** How the accounts of a CRM let us in. */
export interface AccountAccess {
  /** Ways that they offer. */
  readonly ways: readonly TokenWay[];
  /** Address of the API where all accounts share one; `null` where each has its own. */
  readonly apiUrl: string | null;
  /** Each part by the words of the CRM's own pages, as what is to be given. */
  readonly parts: Readonly<Record<AccountPart, string>>;
}

/** How an admin of the CRM makes a custom field, in the words of its own pages. */
export interface FieldWords {
  readonly types: Readonly<Record<ProductField['type'], string>>;
  /** Whether an admin says how long a text may be. */
  readonly hasLengths: boolean;
  /** What they call the name that programs use. */
  readonly name: string;
  /** The group that a field is put into, by the object it is made on; absent where there are none. */
  readonly groups: Readonly<Record<string, string>>;
  /** What makes a field refuse a second record with its value. */
  readonly unique: readonly string[];
  /** What lets our user fill it. */
  readonly visible: readonly string[];
}

/** A CRM that this program reaches: its connector, and what only people need to be told of it. */
export interface Crm {
  readonly connector: Connector;
  readonly access: AccountAccess;
  readonly fieldWords: FieldWords;
}

import type {
  ChangeHistory,
  FaultInjector,
  SeededRandom,
  VirtualClock,
} from '@concord/testkit/simulator';
import type { Schema, SimObject } from '../schema/schema.ts';
import { Table } from '../store/table.ts';
import { type Access, createAccess } from './access.ts';
import { type FieldGrants, fieldGrants, permissionSetsOf } from './field-grants.ts';
import { computeFields } from './compute-fields.ts';
import { limitAccess } from './limit-access.ts';
import type { LongTransaction } from './long-transactions.ts';
import { plantSetup } from './plant-setup.ts';
import { refuse } from './record-error.ts';
import { type Rules, type RulesInput, rulesShape } from './rules.ts';
import type { Step } from './work.ts';

/** What an org is made of. */
export interface OrgParts {
  readonly schema: Schema;
  readonly clock: VirtualClock;
  readonly history: ChangeHistory;
  readonly faults: FaultInjector;
  readonly random: SeededRandom;
}

const grantObjects: ReadonlySet<string> = new Set([
  'PermissionSet',
  'PermissionSetAssignment',
  'FieldPermissions',
]);

/** One customer's Salesforce: its records, its rules, and who may see what. */
export class Org {
  schema: Schema;
  readonly clock: VirtualClock;
  readonly history: ChangeHistory;
  readonly faults: FaultInjector;
  readonly random: SeededRandom;
  /** When schema or permissions last changed, ms since 1970: the `Last-Modified` of a describe. */
  describedAt: number;
  /** Rows that an open transaction has changed, as `object:row`. */
  readonly locks = new Map<string, LongTransaction>();
  readonly openTransactions = new Map<string, LongTransaction>();
  /** Rows that sharing hides, as `object:row`, by user id. */
  readonly hidden = new Map<string, Set<string>>();
  /** The org's own record id. */
  id = '';
  rules: Rules = rulesShape.parse({});
  /** Texts of describes, by user, object and address, for as long as they say the same. */
  readonly describes = new Map<string, string>();
  readonly #tables: Map<string, Table>;
  #access = new Map<string, Access>();
  #grants = new Map<string, FieldGrants>();
  #transactions = 0;

  constructor(parts: OrgParts) {
    this.schema = parts.schema;
    this.clock = parts.clock;
    this.history = parts.history;
    this.faults = parts.faults;
    this.random = parts.random;
    this.describedAt = parts.clock.now();
    this.#tables = new Map(parts.schema.objects.map((object) => [object.name, new Table(object)]));
    computeFields(this);
  }

  /** The records of an object; throws for an object the org does not have. */
  table(name: string): Table {
    const table = this.#tables.get(this.schema.object(name)?.name ?? name);
    if (!table) throw new RangeError(`the org has no object ${name}`);
    return table;
  }

  /** The object if it exists and the user may read it; refuses otherwise. */
  objectFor(name: string, access: Access): SimObject {
    const object = this.schema.object(name);
    return object && access.may('read', object)
      ? object
      : refuse('NOT_FOUND', 'The requested resource does not exist', { status: 404 });
  }

  access(userId: string): Access {
    const known = this.#access.get(userId);
    if (known) return known;
    const own = createAccess(userId, this.rules.permissions, this.#grantsOf(userId));
    const access = limitAccess(own, this.rules);
    this.#access.set(userId, access);
    return access;
  }

  /** Replaces the parts given; throws a ZodError on a malformed rule. */
  setRules(change: RulesInput): void {
    this.rules = rulesShape.parse({ ...this.rules, ...change });
    plantSetup(this);
    this.touchDescribe();
  }

  /** Puts another schema in force at once; objects stay the same ones, and places of fields do not move. */
  setSchema(schema: Schema): void {
    this.schema = schema;
    for (const object of schema.objects) this.#tables.get(object.name)?.reshape(object);
    this.touchDescribe();
  }

  /** Notes that describes may say something else; whoever asks by the former stamp is told so. */
  touchDescribe(): void {
    this.describedAt = Math.max(this.clock.now(), this.describedAt + 1000);
    this.#access = new Map();
    this.#grants = new Map();
    this.describes.clear();
  }

  #grantsOf(userId: string): FieldGrants | null {
    if (!this.#tables.has('FieldPermissions')) return null;
    const table = (name: string): Table => this.table(name);
    const sets = [...permissionSetsOf(table, userId)];
    const key = sets.join();
    const grants = this.#grants.get(key) ?? fieldGrants(table, sets);
    this.#grants.set(key, grants);
    return grants;
  }

  /** Hides a record from a user, or shows it again: who is shown less views not all. */
  share(user: string, record: string, isVisible: boolean): void {
    const hidden = this.hidden.get(user) ?? new Set<string>();
    if (isVisible) hidden.delete(record);
    else hidden.add(record);
    this.hidden.set(user, hidden);
    plantSetup(this);
  }

  isHidden(userId: string, object: string, row: number): boolean {
    if (this.hidden.get(userId)?.has(`${object}:${row}`) === true) return true;
    if (this.access(userId).viewsAll(object)) return false;
    const table = this.table(object);
    const owner = table.object.indexOf('OwnerId');
    return owner !== undefined && table.get(row, owner) !== userId;
  }

  /** How many records of an object there are, the recycle bin not counted. */
  liveCount(name: string): number {
    const table = this.table(name);
    let count = 0;
    for (let row = 0; row < table.count; row += 1) if (table.isLive(row)) count += 1;
    return count;
  }

  nextTransaction(): number {
    this.#transactions += 1;
    return this.#transactions;
  }

  /** Writes steps into the history, as visible at this moment. */
  publish(steps: readonly Step[]): void {
    const time = new Date(this.clock.now()).toISOString();
    for (const { changes } of steps) {
      for (const change of changes) this.history.add({ ...change, time });
    }
    if (steps.some(({ table }) => grantObjects.has(table.object.name))) this.touchDescribe();
    else if (steps.some(({ table }) => table.object.name === 'User')) {
      this.#access = new Map();
      this.describes.clear();
    }
  }
}

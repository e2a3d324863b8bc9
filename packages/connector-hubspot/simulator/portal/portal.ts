import type {
  ChangeHistory,
  FaultInjector,
  SeededRandom,
  VirtualClock,
} from '@concord/testkit/simulator';
import { AssociationTypes } from '../associations/association-types.ts';
import { Links } from '../associations/links.ts';
import { objectTypes } from '../schema/object-type.ts';
import type { Property } from '../schema/property.ts';
import type { ObjectSchema, Schema } from '../schema/schema.ts';
import { IndexedChanges } from '../search/indexed-changes.ts';
import { Table } from '../store/table.ts';
import { countLinks } from './count-links.ts';
import { createLater, type Later } from './later.ts';
import type { Owner } from './owners.ts';
import { Pipelines } from './pipelines.ts';
import { PropertyVersions } from './property-versions.ts';
import { type Rules, type RulesInput, rulesShape } from './rules.ts';

/** What a portal is made of. */
export interface PortalParts {
  readonly id?: number | undefined;
  readonly schema: Schema;
  readonly clock: VirtualClock;
  readonly history: ChangeHistory;
  readonly faults: FaultInjector;
  readonly random: SeededRandom;
}

/** What belongs to one object type. */
export interface Store {
  readonly table: Table;
  readonly versions: PropertyVersions;
  readonly indexed: IndexedChanges;
  /** The row that a merged one became. */
  readonly mergedInto: Map<number, number>;
}

/** One customer's HubSpot: its records, its associations and its settings. */
export class Portal {
  readonly id: number;
  readonly timeZone = 'US/Eastern';
  readonly schema: Schema;
  readonly clock: VirtualClock;
  readonly history: ChangeHistory;
  readonly faults: FaultInjector;
  readonly random: SeededRandom;
  readonly links = new Links();
  readonly associationTypes = new AssociationTypes();
  /** With how many records one may be associated, by the type's id. */
  readonly associationLimits = new Map<number, number>();
  readonly owners: Owner[] = [];
  readonly pipelines = new Pipelines();
  readonly later: Later = createLater();
  /** Addresses whose contact was deleted for privacy. */
  readonly forgottenEmails = new Set<string>();
  rules: Rules = rulesShape.parse({});
  readonly #stores: Map<string, Store>;
  #effectTime: number | null = null;

  constructor(parts: PortalParts) {
    this.id = parts.id ?? 147_365_210;
    this.schema = parts.schema;
    this.clock = parts.clock;
    this.history = parts.history;
    this.faults = parts.faults;
    this.random = parts.random;
    this.#stores = new Map(objectTypes.map((type) => [type.name, this.#createStore(type.name)]));
    countLinks(this, 'contacts', ['deals']);
    countLinks(this, 'companies', ['contacts', 'deals']);
    countLinks(this, 'deals', ['contacts']);
  }

  /** The present instant, or the one at which a late effect happens; ms since 1970. */
  now(): number {
    return this.#effectTime ?? this.clock.now();
  }

  store(name: string): Store {
    const store = this.#stores.get(name);
    if (!store) throw new RangeError(`the portal has no object type ${name}`);
    return store;
  }

  table(name: string): Table {
    return this.store(name).table;
  }

  objectSchema(name: string): ObjectSchema {
    const schema = this.schema.get(name);
    if (!schema) throw new RangeError(`the portal has no object type ${name}`);
    return schema;
  }

  /** A property that is there and not archived. */
  property(object: string, name: string): Property | undefined {
    const property = this.schema.get(object)?.properties.get(name);
    return property?.archivedAt === null ? property : undefined;
  }

  setRules(rules: RulesInput): void {
    this.rules = rulesShape.parse({ ...this.rules, ...rules });
  }

  /** Does what HubSpot would have done by itself until the present. */
  settle(): void {
    if (this.#effectTime !== null) return;
    for (;;) {
      const effect = this.later.due(this.clock.now());
      if (!effect) return;
      this.#effectTime = effect.at;
      try {
        effect.run();
      } finally {
        this.#effectTime = null;
      }
    }
  }

  #createStore(name: string): Store {
    const type = objectTypes.find((each) => each.name === name);
    if (!type) throw new RangeError(`no object type ${name}`);
    return {
      table: new Table(type),
      versions: new PropertyVersions(),
      indexed: new IndexedChanges(),
      mergedInto: new Map(),
    };
  }
}

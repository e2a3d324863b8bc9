import type { AssociationType } from './association-type.ts';
import { standardTypes } from './standard-types.ts';

/** A label to make: what one direction is called, and the other where it is called something else. */
export interface NewLabel {
  readonly name: string;
  readonly label: string;
  readonly inverseLabel?: string | undefined;
}

/** The types a portal has, its own labels among them. */
export class AssociationTypes {
  #types: readonly AssociationType[] = standardTypes;
  #lastId = 1000;

  /** The types from one object type to another, the unlabelled one first. */
  between(from: string, to: string): readonly AssociationType[] {
    return this.#types.filter((type) => type.from === from && type.to === to);
  }

  find(from: string, to: string, typeId: number): AssociationType | undefined {
    return this.#types.find(
      (type) => type.from === from && type.to === to && type.typeId === typeId,
    );
  }

  /** The type that an association without a label has; undefined where the types cannot be associated. */
  default(from: string, to: string): AssociationType | undefined {
    return this.between(from, to).find(({ label }) => label === null);
  }

  /** The types of that id, whichever way they go. */
  withId(typeId: number): readonly AssociationType[] {
    return this.#types.filter((type) => type.typeId === typeId);
  }

  /** Adds a customer's label, both ways; one of an object with itself is its own other way, unless it is called otherwise. */
  addLabel(from: string, to: string, { name, label, inverseLabel }: NewLabel): AssociationType[] {
    const typeId = this.#newId();
    const own = { name, category: 'USER_DEFINED' } as const;
    const isMirror = from === to && inverseLabel === undefined;
    const inverseId = isMirror ? typeId : this.#newId();
    const forth: AssociationType = { ...own, from, to, typeId, inverseId, label };
    const back: AssociationType = {
      ...own,
      from: to,
      to: from,
      typeId: inverseId,
      inverseId: typeId,
      label: inverseLabel ?? label,
    };
    const added = isMirror ? [forth] : [forth, back];
    this.#types = [...this.#types, ...added];
    return added;
  }

  /** Calls a customer's label something else, and its other way where that is told. */
  rename(type: AssociationType, { label, inverseLabel }: Omit<NewLabel, 'name'>): void {
    const isOneName = this.#inverseOf(type)?.label === type.label;
    const inverse = inverseLabel ?? (isOneName ? label : undefined);
    this.#types = this.#types.map((each) => {
      if (each.category !== 'USER_DEFINED') return each;
      if (each.typeId === type.typeId) return { ...each, label };
      return each.typeId === type.inverseId && inverse !== undefined
        ? { ...each, label: inverse }
        : each;
    });
  }

  /** Takes a customer's label away, both ways. */
  remove(type: AssociationType): void {
    const gone = new Set([type, this.#inverseOf(type)]);
    this.#types = this.#types.filter((each) => !gone.has(each));
  }

  #inverseOf({ from, to, inverseId }: AssociationType): AssociationType | undefined {
    return this.find(to, from, inverseId);
  }

  #newId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }
}

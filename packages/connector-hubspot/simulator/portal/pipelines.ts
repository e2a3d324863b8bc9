import { firstPipelines, type Pipeline, type PipelineStage } from '../schema/pipelines.ts';

/** One change of a pipeline or stage. */
export interface PipelineChange {
  /** The id of the pipeline or stage. */
  readonly identifier: string;
  readonly action: 'CREATE' | 'UPDATE' | 'DELETE';
  /** ms since 1970. */
  readonly at: number;
  readonly userId: number | null;
  /** What it was changed to. */
  readonly after: Pipeline | PipelineStage;
}

interface Placed {
  readonly label: string;
  readonly displayOrder: number;
  readonly archivedAt: number | null;
}

/** HubSpot: those of one place in the order stand by their labels. developers.hubspot.com, read 2026-11-22 */
const byPlace = (one: Placed, other: Placed): number =>
  one.displayOrder - other.displayOrder || one.label.localeCompare(other.label);

/** Those that are not archived, in the order in which they are shown. */
export const inPlace = <Each extends Placed>(all: readonly Each[]): Each[] =>
  all.filter(({ archivedAt }) => archivedAt === null).toSorted(byPlace);

/** A portal's pipelines, by object. */
export class Pipelines {
  readonly #all = new Map(firstPipelines);
  readonly #changes: PipelineChange[] = [];
  #lastId = 1_200_000;

  /** Archived ones among them. */
  all(object: string): readonly Pipeline[] {
    return this.#all.get(object) ?? [];
  }

  /** Those that are not archived, with the stages that are not, in order. */
  of(object: string): readonly Pipeline[] {
    return inPlace(this.all(object)).map((each) => ({ ...each, stages: inPlace(each.stages) }));
  }

  /** Replaces all pipelines of an object. */
  replaceAll(object: string, pipelines: readonly Pipeline[]): void {
    this.#all.set(object, pipelines);
  }

  /** Adds a pipeline, or replaces the one of that id. */
  put(object: string, pipeline: Pipeline): void {
    const others = this.all(object).filter(({ id }) => id !== pipeline.id);
    this.#all.set(object, [...others, pipeline]);
  }

  /** An id that no pipeline or stage has had. */
  newId(): string {
    this.#lastId += 1;
    return String(this.#lastId);
  }

  note(change: PipelineChange): void {
    this.#changes.push(change);
  }

  /** What became of a pipeline or stage, latest first. */
  changesOf(identifier: string): readonly PipelineChange[] {
    return this.#changes.filter((change) => change.identifier === identifier).toReversed();
  }
}

import type { RemoteId } from '../../src/contract/index.ts';
import type { PlatformRecord } from '../../src/platform/index.ts';
import type { Link, MirrorRow } from '../../src/ports/index.ts';
import { type PageFacts, type PagePlan, planRead } from '../../src/policy/index.ts';
import { pageFacts } from './given.ts';

/** What a store holds of one connection, as plainly as can be. */
export class MirrorModel {
  readonly rows = new Map<string, MirrorRow>();
  readonly platform = new Map<string, PlatformRecord>();
  links: Link[] = [];
  #ids = 0;

  facts(crmObject: string, rows: readonly MirrorRow[]): PageFacts {
    const ids = new Set(rows.map(({ id }) => id));
    const known = [...this.rows.values()].filter(
      (row) => row.crmObject === crmObject && ids.has(row.id),
    );
    const keys = new Set([...rows, ...known].flatMap((row) => row.keys.map(({ value }) => value)));
    const linked = new Set(
      this.links
        .filter((link) => link.crmObject === crmObject && ids.has(link.crmId))
        .map(({ recordId }) => recordId),
    );
    const platform = [...this.platform.values()].filter(
      (record) => linked.has(record.id) || record.keys.some((key) => keys.has(key)),
    );
    const all = new Set([...keys, ...platform.flatMap((record) => record.keys)]);
    const rivals = [...this.rows.values()].filter(
      (row) => !row.removed && row.keys.some(({ value }) => all.has(value)),
    );
    return pageFacts({
      crmObject,
      company: null,
      rows,
      context: { known, rivals, platform, companies: [], links: this.links },
      ids: rows.map(() => `person-${(this.#ids += 1)}`),
    });
  }

  read(crmObject: string, rows: readonly MirrorRow[]): PagePlan {
    const plan = planRead(this.facts(crmObject, rows));
    for (const row of plan.rows) this.rows.set(`${row.crmObject} ${row.id}`, row);
    for (const record of plan.platform) this.#save(record);
    for (const { from, to } of plan.merges) this.#pass(crmObject, from, to);
    for (const link of plan.links) this.#link(link);
    return plan;
  }

  #save(record: PlatformRecord): void {
    const before = this.platform.get(record.id)?.version ?? 0;
    if (record.version !== before + 1) throw new Error(`version ${record.version} after ${before}`);
    this.platform.set(record.id, record);
  }

  #link(link: Link): void {
    const others = this.links.filter(
      ({ crmObject, recordId, crmId }) =>
        crmObject !== link.crmObject || (recordId !== link.recordId && crmId !== link.crmId),
    );
    this.links = [...others, link];
  }

  #pass(crmObject: string, from: RemoteId, to: RemoteId): void {
    const at = (id: RemoteId) =>
      this.links.find((link) => link.crmObject === crmObject && link.crmId === id);
    const link = at(from);
    if (link === undefined) return;
    this.links = this.links.filter((one) => one !== link);
    if (at(to) === undefined) this.#link({ ...link, crmId: to });
  }
}

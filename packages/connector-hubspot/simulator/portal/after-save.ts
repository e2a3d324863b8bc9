import { associate } from '../associations/associate.ts';
import { companiesActor, hubspotActor } from './actor.ts';
import { addRow, changeRow, type RowRef, touchRow } from './change-row.ts';
import { deriveValues } from './derive-values.ts';
import type { Portal } from './portal.ts';
import { touchPeople } from './touch-people.ts';

// HubSpot: addresses at these make no company. developers.hubspot.com, read 2026-11-21
const freeDomains: ReadonlySet<string> = new Set([
  'gmail.com',
  'googlemail.com',
  'hotmail.com',
  'icloud.com',
  'outlook.com',
  'yahoo.com',
]);

const between = (portal: Portal, { minMs, maxMs }: { minMs: number; maxMs: number }): number =>
  minMs + portal.random.below(Math.max(1, maxMs - minMs));

const companyWith = (portal: Portal, domain: string): number | null => {
  const table = portal.table('companies');
  const rows = ['domain', 'hs_additional_domains'].flatMap((name) => [
    ...table.rowsWith(name, domain),
  ]);
  return rows.find((row) => table.isLive(row)) ?? null;
};

const nameOf = (domain: string): string => {
  const [label = domain] = domain.split('.');
  return label.slice(0, 1).toUpperCase() + label.slice(1);
};

const addCompany = (portal: Portal, domain: string): number => {
  const values = new Map([
    ['domain', domain],
    ['name', nameOf(domain)],
  ]);
  const get = (name: string): string | null => values.get(name) ?? null;
  const deriving = { portal, object: 'companies', isNew: true, changed: values, get };
  const derived = new Map(deriveValues(deriving));
  return addRow(portal, 'companies', { values, derived, actor: companiesActor }).row;
};

const linkCompany = (portal: Portal, row: number): void => {
  const contacts = portal.table('contacts');
  const domain = contacts.get(row, 'email')?.split('@')[1]?.toLowerCase();
  const hasCompany = portal.links.of('contacts', row, 'companies').length > 0;
  if (domain === undefined || freeDomains.has(domain) || hasCompany) return;
  if (!contacts.isLive(row) || !portal.rules.autoCompanies) return;
  const toRow = companyWith(portal, domain) ?? addCompany(portal, domain);
  const types = portal.associationTypes.between('contacts', 'companies');
  const usual = types.filter(({ typeId }) => typeId === 1 || typeId === 279);
  const ends = { from: 'contacts', row, to: 'companies', toRow };
  associate(portal, ends, { types: usual, actor: companiesActor });
};

/** HubSpot: modified dates move 3 to 8 s after creation by enrichment, and hours later. Recorded answers, 2026. */
const enrich = (portal: Portal, ref: RowRef): void => {
  if (!portal.rules.modifiedBumps || !portal.table(ref.object).isLive(ref.row)) return;
  if (portal.property(ref.object, 'hs_analytics_source')) {
    const values = new Map([['hs_analytics_source', 'OFFLINE']]);
    changeRow(portal, ref, { values, actor: hubspotActor });
  }
};

const bump = (portal: Portal, ref: RowRef): void => {
  if (!portal.rules.modifiedBumps || !portal.table(ref.object).isLive(ref.row)) return;
  touchRow(portal, ref);
};

const missDueDate = (portal: Portal, ref: RowRef, due: string): void => {
  const table = portal.table(ref.object);
  const isOpen = table.isLive(ref.row) && table.get(ref.row, 'hs_task_status') !== 'COMPLETED';
  if (!portal.rules.modifiedBumps || !isOpen || table.get(ref.row, 'hs_timestamp') !== due) return;
  const values = new Map([['hs_task_missed_due_date', 'true']]);
  changeRow(portal, ref, { values, actor: hubspotActor });
};

const awaitDueDate = (portal: Portal, ref: RowRef): void => {
  const due = portal.table(ref.object).get(ref.row, 'hs_timestamp');
  if (ref.object !== 'tasks' || due === null || Date.parse(due) <= portal.now()) return;
  portal.later.at(Date.parse(due), () => missDueDate(portal, ref, due));
};

const awaitCompany = (portal: Portal, ref: RowRef): void => {
  const at = portal.now() + between(portal, portal.rules.autoCompanyDelay);
  if (ref.object === 'contacts') portal.later.at(at, () => linkCompany(portal, ref.row));
};

const awaitTouch = (portal: Portal, ref: RowRef): void => {
  if (!portal.table(ref.object).type.isActivity) return;
  const at = portal.now() + between(portal, { minMs: 1000, maxMs: 3000 });
  portal.later.at(at, () => touchPeople(portal, ref));
};

const hour = 3_600_000;

/** What HubSpot does by itself after a record was made. */
export const afterCreate = (portal: Portal, ref: RowRef): void => {
  awaitCompany(portal, ref);
  awaitDueDate(portal, ref);
  awaitTouch(portal, ref);
  if (ref.object !== 'contacts' && ref.object !== 'companies') return;
  const seconds = between(portal, { minMs: 3000, maxMs: 8000 });
  const hours = between(portal, { minMs: hour, maxMs: 6 * hour });
  portal.later.at(portal.now() + seconds, () => enrich(portal, ref));
  if (ref.object === 'contacts') portal.later.at(portal.now() + hours, () => bump(portal, ref));
};

/** What HubSpot does by itself after properties of a record changed. */
export const afterUpdate = (portal: Portal, ref: RowRef, names: readonly string[]): void => {
  if (names.includes('email')) awaitCompany(portal, ref);
  if (names.includes('hs_timestamp')) awaitDueDate(portal, ref);
};

import type { Fields, RemoteId } from '@concord/core/contract';
import type { CrmObjectName, CrmState } from '@concord/testkit/memory-crm';
import type { Edit } from './happenings.ts';

const user = 'person';

const liveOf = (state: CrmState, objects: readonly CrmObjectName[]): RemoteId[] =>
  objects.flatMap((object) =>
    state
      .all(object)
      .filter(({ removed, continuesAs }) => !removed && continuesAs === undefined)
      .map(({ id }) => id)
      .toSorted(),
  );

const pick = (ids: readonly RemoteId[], nth: number): RemoteId | null =>
  ids.length === 0 ? null : (ids[nth % ids.length] ?? null);

const mergeTwo = (state: CrmState, { nth, to }: { readonly nth: number; readonly to: number }) => {
  const loser = pick(liveOf(state, ['Person', 'Lead', 'Company']), nth);
  if (loser === null) return;
  const object = state.history.find(({ id }) => id === loser)?.object as CrmObjectName;
  const winner = pick(liveOf(state, [object]), to);
  if (winner !== null && winner !== loser) state.merge(user, loser, winner);
};

const convertLead = (state: CrmState, nth: number): void => {
  const id = pick(liveOf(state, ['Lead']), nth);
  const lead = id === null ? null : state.get(id);
  if (lead === null) return;
  const { CompanyName: _name, CompanySite: _site, Key__c: _key, ...fields } = lead.fields;
  const contact = state.insert(user, 'Person', fields);
  state.convert(user, lead.id, { object: 'Person', id: contact });
};

/** What somebody does in the CRM; nothing where there is no such record. */
export function edit(state: CrmState, happening: Edit): void {
  const people = () => liveOf(state, ['Person', 'Lead']);
  const all = () => liveOf(state, ['Person', 'Lead', 'Company']);
  const companies = () => liveOf(state, ['Company']);
  const change = (id: RemoteId | null, fields: Fields): void => {
    if (id !== null) state.edit(user, id, fields);
  };
  switch (happening.kind) {
    case 'person': {
      const { address: Email, title: Title, company } = happening;
      const CompanyId = pick(companies(), company);
      return void state.insert(user, 'Person', { Email, LastName: 'Lee', Title, CompanyId });
    }
    case 'lead': {
      const { address: Email, title: Title, domain: CompanySite } = happening;
      const told = { CompanyName: CompanySite, CompanySite };
      return void state.insert(user, 'Lead', { Email, LastName: 'Lee', Title, ...told });
    }
    case 'company': {
      const { domain: Website, phone: Phone } = happening;
      return void state.insert(user, 'Company', { Name: Website, Website, Phone });
    }
    case 'edit':
      return change(pick(people(), happening.nth), { [happening.field]: happening.to });
    case 'edit company':
      return change(pick(companies(), happening.nth), { [happening.field]: happening.to });
    case 'address':
      return change(pick(people(), happening.nth), { Email: happening.to });
    case 'domain':
      return change(pick(companies(), happening.nth), { Website: happening.to });
    case 'touch':
      return change(pick(all(), happening.nth), {});
    case 'remove': {
      const id = pick(all(), happening.nth);
      return id === null ? undefined : state.remove(user, id);
    }
    case 'purge': {
      const id = pick(all(), happening.nth);
      if (id === null) return;
      // The history tells of it; the record itself leaves no trace.
      state.remove(user, id);
      return state.purge(id);
    }
    case 'merge':
      return mergeTwo(state, happening);
    case 'convert':
      return convertLead(state, happening.nth);
  }
}

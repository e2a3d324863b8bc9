import type { Table, Value } from '../store/table.ts';
import type { Org } from './org.ts';

type SetupRecord = Readonly<Record<string, Value>>;

const write = (org: Org, table: Table, [row, record]: readonly [number, SetupRecord]): void => {
  const isNew = !table.isPresent(row);
  const stamp = Math.floor(org.clock.now() / 1000);
  const put = (name: string, value: Value): void => {
    const place = table.object.indexOf(name);
    if (place !== undefined) table.set(row, place, value);
  };
  for (const [name, value] of Object.entries(record)) put(name, value);
  for (const name of isNew ? ['CreatedDate', 'LastModifiedDate', 'SystemModstamp'] : []) {
    put(name, stamp);
  }
  if (isNew) table.setState(row, 'live');
};

/** Makes the rows of a setup object those records, in order; rows that are left over are gone. */
const replaceAll = (org: Org, object: string, records: readonly SetupRecord[]): void => {
  if (!org.schema.object(object)) return;
  const table = org.table(object);
  for (const [at, record] of records.entries()) {
    write(org, table, [at < table.count ? at : table.allot(), record]);
  }
  for (let row = records.length; row < table.count; row += 1) table.setState(row, 'absent');
};

const named = (one: { apiName: string; label?: string | undefined }, at: number) => ({
  ApiName: one.apiName,
  MasterLabel: one.label ?? one.apiName,
  SortOrder: at + 1,
});

const plantPicklists = (org: Org): void => {
  const { taskStatuses, leadStatuses, opportunityStages } = org.rules;
  const statuses = taskStatuses.map((one, at) => ({
    ...named(one, at),
    IsClosed: one.isClosed,
    IsDefault: one.isDefault,
  }));
  const ofLeads = leadStatuses.map((one, at) => ({
    ...named(one, at),
    IsConverted: one.isConverted,
    IsDefault: one.isDefault,
  }));
  const stages = opportunityStages.map((one, at) => ({
    ...named(one, at),
    IsActive: true,
    IsClosed: one.isClosed,
    IsWon: one.isWon,
    DefaultProbability: one.probability,
    ForecastCategoryName: one.forecast,
    ForecastCategory: one.forecast.replace('Commit', 'Forecast').replace(' ', ''),
  }));
  replaceAll(org, 'TaskStatus', statuses);
  replaceAll(org, 'LeadStatus', ofLeads);
  replaceAll(org, 'OpportunityStage', stages);
};

const governed = ['Account', 'Contact', 'Lead', 'Opportunity'] as const;
const actions = ['create', 'read', 'edit', 'delete', 'viewAll'] as const;
type Action = (typeof actions)[number];

interface Profile {
  readonly setId: string;
  readonly users: ReadonlySet<Value>;
}

const profilesOf = (org: Org): { row: number; profile: Profile }[] => {
  const [sets, people] = [org.table('PermissionSet'), org.table('User')];
  const owner = sets.reader(sets.object.indexOf('ProfileId') ?? -1);
  const byProfile = people.index(people.object.indexOf('ProfileId') ?? -1);
  return Array.from({ length: sets.count }, (_, row) => row)
    .filter((row) => owner(row) !== null)
    .map((row) => {
      const users = new Set((byProfile?.rows(owner(row)) ?? []).map((one) => people.idOf(one)));
      return { row, profile: { setId: sets.idOf(row), users } };
    });
};

/** Whether nobody of a profile is denied an action: rules are by user, Salesforce's permissions by set. */
const isAllowed = (org: Org, profile: Profile, [object, action]: readonly [string, Action]) =>
  (action !== 'viewAll' || !isAnyHidden(org, profile, object)) &&
  org.rules.permissions.every(
    (one) => one.object !== object || !profile.users.has(one.user) || one[action] !== false,
  );

/** From whoever views all records of an object none can be hidden; `''` stands for any object. */
const isAnyHidden = ({ hidden }: Org, { users }: Profile, object: string): boolean =>
  [...hidden].some(
    ([user, keys]) =>
      users.has(user) && [...keys].some((key) => object === '' || key.startsWith(`${object}:`)),
  );

const objectPermission = (org: Org, profile: Profile, object: string): SetupRecord => {
  const may = (action: Action): boolean => isAllowed(org, profile, [object, action]);
  return {
    ParentId: profile.setId,
    SobjectType: object,
    PermissionsCreate: may('create'),
    PermissionsRead: may('read'),
    PermissionsEdit: may('edit'),
    PermissionsDelete: may('delete'),
    PermissionsViewAllRecords: may('viewAll'),
    PermissionsModifyAllRecords: may('viewAll') && may('edit') && may('delete'),
  };
};

const plantPermissions = (org: Org): void => {
  const custom = org.schema.objects.filter((object) => object.custom).map(({ name }) => name);
  const objects = [...governed, ...custom];
  const profiles = profilesOf(org);
  const permissions = profiles.flatMap(({ profile }) =>
    objects.map((object) => objectPermission(org, profile, object)),
  );
  replaceAll(org, 'ObjectPermissions', permissions);
  const { userPermissions } = org.rules;
  for (const { row, profile } of profiles) {
    const task = (action: Action): boolean => isAllowed(org, profile, ['Task', action]);
    write(org, org.table('PermissionSet'), [
      row,
      {
        PermissionsEditTask: task('create') && task('edit'),
        PermissionsViewAllData:
          !isAnyHidden(org, profile, '') &&
          objects.every((name) => isAllowed(org, profile, [name, 'viewAll'])),
        PermissionsViewSetup: userPermissions.some(
          ({ user, viewSetup }) => viewSetup && profile.users.has(user),
        ),
      },
    ]);
  }
};

/** Writes what the rules say into the objects that show it: statuses, stages, and permissions. */
export const plantSetup = (org: Org): void => {
  plantPicklists(org);
  if (org.schema.object('ObjectPermissions')) plantPermissions(org);
};

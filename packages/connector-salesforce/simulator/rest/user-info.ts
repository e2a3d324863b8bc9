import type { SimulatorState } from './api-types.ts';

const endpoints: Readonly<Record<string, string>> = {
  enterprise: '/services/Soap/c/{version}/',
  metadata: '/services/Soap/m/{version}/',
  partner: '/services/Soap/u/{version}/',
  rest: '/services/data/v{version}/',
  sobjects: '/services/data/v{version}/sobjects/',
  search: '/services/data/v{version}/search/',
  query: '/services/data/v{version}/query/',
  recent: '/services/data/v{version}/recent/',
  profile: '/{user}',
};

/** Who a user is, in the words of both the identity and the userinfo endpoints. */
export const userInfo = (state: SimulatorState, origin: string, userId: string) => {
  const table = state.org.table('User');
  const row = table.rowOf(userId) ?? -1;
  const get = (name: string): unknown => table.get(row, table.object.indexOf(name) ?? -1);
  const id = `${origin}/id/${state.org.id}/${userId}`;
  const urls = Object.entries(endpoints).map(([name, path]) => [
    name,
    origin + path.replace('{user}', userId),
  ]);
  return {
    id,
    sub: id,
    user_id: userId,
    organization_id: state.org.id,
    asserted_user: true,
    username: String(get('Username')),
    preferred_username: String(get('Username')),
    nickname: get('CommunityNickname'),
    name: get('Name'),
    display_name: get('Name'),
    given_name: get('FirstName'),
    family_name: get('LastName'),
    first_name: get('FirstName'),
    last_name: get('LastName'),
    email: get('Email'),
    email_verified: true,
    zoneinfo: get('TimeZoneSidKey'),
    timezone: get('TimeZoneSidKey'),
    locale: get('LocaleSidKey'),
    language: 'en_US',
    active: get('IsActive'),
    user_type: 'STANDARD',
    utcOffset: 0,
    is_app_installed: true,
    is_salesforce_integration_user: get('UserType') === 'CloudIntegrationUser',
    photos: { picture: `${origin}/profilephoto/005/F`, thumbnail: `${origin}/profilephoto/005/T` },
    addr_street: null,
    urls: Object.fromEntries(urls) as Record<string, string>,
  };
};

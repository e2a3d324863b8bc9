import { refuse } from '../org/record-error.ts';
import type { ApiReply } from './api-types.ts';
import { answerCall } from './answer-call.ts';
import { recordBody } from './record-body.ts';
import type { SoapCall, SoapMethod } from './soap-call.ts';
import { element } from './soap-envelope.ts';
import { type JsonRecord, recordXml } from './soap-records.ts';
import { textOf, textsOf } from './soap-xml.ts';

interface QueryPage {
  readonly totalSize: number;
  readonly done: boolean;
  readonly nextRecordsUrl?: string;
  readonly records: readonly JsonRecord[];
}

const pageOf = ({ body, status }: ApiReply): QueryPage => {
  const parsed = JSON.parse(String(body)) as unknown;
  if (status < 400) return parsed as QueryPage;
  const [error] = parsed as { errorCode: string; message: string }[];
  return refuse(error?.errorCode ?? '', error?.message ?? '');
};

const pageXml = (page: QueryPage): string => {
  const locator = page.nextRecordsUrl?.split('/').at(-1) ?? null;
  const records = page.records.map((record) => recordXml('records', record));
  return `<result xsi:type="QueryResult">${element('done', page.done)}${element('queryLocator', locator)}${records.join('')}${element('size', page.totalSize)}</result>`;
};

const query =
  (resource: 'query' | 'queryAll'): SoapMethod =>
  ({ api, method }) => {
    const soql = new URLSearchParams({ q: textOf(method, 'queryString') ?? '' });
    return pageXml(pageOf(answerCall({ ...api, method: 'GET', path: [resource], query: soql })));
  };

const queryMore: SoapMethod = ({ api, method }) => {
  const locator = textOf(method, 'queryLocator') ?? '';
  return pageXml(pageOf(answerCall({ ...api, method: 'GET', path: ['query', locator] })));
};

const retrieve: SoapMethod = ({ api, method }) => {
  const { org } = api.state;
  const object = org.objectFor(textOf(method, 'sObjectType') ?? '', org.access(api.userId));
  const table = org.table(object.name);
  const fields = (textOf(method, 'fieldList') ?? 'Id').split(',').map((name) => name.trim());
  const text = recordBody(api, table, fields);
  return textsOf(method, 'ids')
    .map((id) => {
      const row = table.rowOf(id);
      const isSeen =
        row !== undefined && table.isLive(row) && !org.isHidden(api.userId, object.name, row);
      return isSeen
        ? recordXml('result', JSON.parse(text(row)) as JsonRecord)
        : '<result xsi:nil="true"/>';
    })
    .join('');
};

const getServerTimestamp: SoapMethod = ({ api }) =>
  `<result>${element('timestamp', new Date(api.state.org.clock.now()).toISOString())}</result>`;

const userReader = ({ api }: SoapCall): ((name: string) => string | null) => {
  const table = api.state.org.table('User');
  const row = table.rowOf(api.userId) ?? -1;
  return (name) => {
    const value = table.get(row, table.object.indexOf(name) ?? -1);
    return value === null ? null : String(value);
  };
};

/** Who a user is, as the elements of SOAP's `userInfo`. */
const getUserInfo: SoapMethod = (call) => {
  const { state, userId } = call.api;
  const own = userReader(call);
  const organization = state.org.table('Organization');
  const name = organization.get(0, organization.object.indexOf('Name') ?? -1);
  const parts: readonly (readonly [string, string | boolean | number | null])[] = [
    ['accessibilityMode', false],
    ['chatterExternal', false],
    ['currencySymbol', '$'],
    ['orgAttachmentFileSizeLimit', 5_242_880],
    ['orgDefaultCurrencyIsoCode', 'USD'],
    ['orgDefaultCurrencyLocale', 'en_US'],
    ['orgDisallowHtmlAttachments', false],
    ['orgHasPersonAccounts', false],
    ['organizationId', state.org.id],
    ['organizationMultiCurrency', false],
    ['organizationName', String(name)],
    ['profileId', own('ProfileId')],
    ['roleId', null],
    ['sessionSecondsValid', Math.floor((state.sessions.lifetimeMs ?? 7_200_000) / 1000)],
    ['userDefaultCurrencyIsoCode', null],
    ['userEmail', own('Email')],
    ['userFullName', own('Name')],
    ['userId', userId],
    ['userLanguage', 'en_US'],
    ['userLocale', own('LocaleSidKey')],
    ['userName', own('Username')],
    ['userTimeZone', own('TimeZoneSidKey')],
    ['userType', own('UserType')],
    ['userUiSkin', 'Theme3'],
  ];
  return `<result>${parts.map(([part, value]) => element(part, value)).join('')}</result>`;
};

/** The calls that read. */
export const soapReads: Readonly<Record<string, SoapMethod>> = {
  query: query('query'),
  queryAll: query('queryAll'),
  queryMore,
  retrieve,
  getServerTimestamp,
  getUserInfo,
};

import { toInstant } from '../store/instant.ts';
import type { ApiCall, Endpoint } from './api-types.ts';
import { reply } from './replies.ts';

const offsetMinutes = ({ portal }: ApiCall): number => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: portal.timeZone,
    timeZoneName: 'longOffset',
  });
  const name = format
    .formatToParts(portal.now())
    .find(({ type }) => type === 'timeZoneName')?.value;
  const [, sign = '+', hours = '0', minutes = '0'] =
    /GMT([+-])(\d\d):(\d\d)/u.exec(name ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
};

const pad = (value: number): string => String(value).padStart(2, '0');

const asClock = (minutes: number): string => {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
};

const details: Endpoint['answer'] = (call) => {
  const minutes = offsetMinutes(call);
  return reply(200, {
    portalId: call.portal.id,
    accountType: 'STANDARD',
    timeZone: call.portal.timeZone,
    companyCurrency: 'USD',
    additionalCurrencies: ['EUR', 'GBP'],
    utcOffset: asClock(minutes),
    utcOffsetMilliseconds: minutes * 60_000,
    uiDomain: 'app.hubspot.com',
    dataHostingLocation: 'na1',
  });
};

const usage: Endpoint['answer'] = ({ state, portal }) => {
  const { quota } = state;
  return reply(200, {
    results: [
      {
        name: 'private-apps-api-calls-daily',
        usageLimit: quota.daily,
        currentUsage: quota.used,
        collectedAt: toInstant(portal.now()),
        fetchStatus: 'SUCCESS',
        resetsAt: toInstant(quota.resetsAt),
      },
    ],
  });
};

const shared = { area: 'account-info', method: 'GET', scopes: () => [['oauth']] } as const;

/** The account, and how much of its allowance is used. */
export const accountEndpoints: readonly Endpoint[] = [
  { ...shared, path: 'details', answer: details },
  { ...shared, path: 'api-usage/daily/private-apps', answer: usage },
  { ...shared, path: 'api-usage/daily', answer: usage },
];

import {
  clientIdVariable,
  clientSecretVariable,
  type App,
  type Apps,
} from '../authorisation/apps.ts';
import { crmIds, type CrmId } from '../registry/crm-ids.ts';
import type { ConfigurationProblem } from './configuration.ts';
import type { Variables } from './variables.ts';

const valuesOf = (values: Variables, crm: CrmId) => ({
  clientId: values[clientIdVariable(crm)],
  clientSecret: values[clientSecretVariable(crm)] ?? null,
});

/** Our apps as the environment names them. */
export const toApps = (values: Variables): Apps => {
  const named = crmIds.flatMap((crm): [string, App][] => {
    const { clientId, clientSecret } = valuesOf(values, crm);
    return clientId === undefined ? [] : [[crm, { clientId, clientSecret }]];
  });
  return { byCrm: Object.fromEntries(named), redirectUris: values.CONCORD_REDIRECT_URIS };
};

/** A secret whose app nobody names, and a code that goes over an open line. */
export const checkApps = (values: Variables): ConfigurationProblem[] => {
  const nameless = crmIds.filter((crm) => {
    const { clientId, clientSecret } = valuesOf(values, crm);
    return clientId === undefined && clientSecret !== null;
  });
  const isOpen = values.CONCORD_REDIRECT_URIS.some((address) => address.startsWith('http:'));
  return [
    ...nameless.map((crm) => ({
      variable: clientIdVariable(crm),
      message: 'is missing beside its secret',
      remedy: 'set both, or neither',
    })),
    ...(values.CONCORD_ENV === 'production' && isOpen
      ? [
          {
            variable: 'CONCORD_REDIRECT_URIS',
            message: 'is not https in production',
            remedy: 'write addresses that begin with https://',
          },
        ]
      : []),
  ];
};

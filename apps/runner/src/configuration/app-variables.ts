import { z } from 'zod';
import { clientIdVariable, clientSecretVariable } from '../authorisation/apps.ts';
import { hideSecret } from '../credentials/secret.ts';
import { crmIds, crmLabels, type CrmId } from '../registry/crm-ids.ts';
import { explain } from './variable-text.ts';

const clientId = (label: string) =>
  z
    .string()
    .optional()
    .meta(
      explain(
        `The client id of our app at ${label}. Absent: accounts are connected with a grant from elsewhere.`,
        `write what ${label} shows of the app, or leave it out`,
      ),
    );

const clientSecret = (label: string) =>
  z
    .string()
    .transform(hideSecret)
    .optional()
    .meta(explain(`The client secret of that app at ${label}.`, 'leave it out without the app'));

type Ids = Record<ReturnType<typeof clientIdVariable<CrmId>>, ReturnType<typeof clientId>>;
type Secrets = Record<
  ReturnType<typeof clientSecretVariable<CrmId>>,
  ReturnType<typeof clientSecret>
>;

/** Those that name our apps, two for every CRM. */
export const appVariables = Object.fromEntries(
  crmIds.flatMap((crm): [string, z.ZodType][] => [
    [clientIdVariable(crm), clientId(crmLabels[crm])],
    [clientSecretVariable(crm), clientSecret(crmLabels[crm])],
  ]),
) as Ids & Secrets;

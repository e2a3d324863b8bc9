import type { Answer } from '@concord/core/engine';
import type { Connector } from '@concord/core/contract';
import type { Secret } from '../credentials/secret.ts';

/** Our app at a CRM, which an account's owner lets in. */
export interface App {
  readonly clientId: string;
  /** `null` for an app that has none. */
  readonly clientSecret: Secret<string> | null;
}

/** Our apps, and where their owners' browsers may come back to. */
export interface Apps {
  /** By the name of the CRM; a CRM without one is connected with a grant from elsewhere. */
  readonly byCrm: Readonly<Record<string, App>>;
  /** Compared to the letter. */
  readonly redirectUris: readonly string[];
}

const upper = <Text extends string>(text: Text): Uppercase<Text> =>
  text.toUpperCase() as Uppercase<Text>;

/** The variable that names our app at a CRM. */
export const clientIdVariable = <Crm extends string>(crm: Crm) =>
  `CONCORD_${upper(crm)}_CLIENT_ID` as const;

/** The variable that holds the app's secret. */
export const clientSecretVariable = <Crm extends string>(crm: Crm) =>
  `CONCORD_${upper(crm)}_CLIENT_SECRET` as const;

/** Our app at a CRM, or which variable names it. */
export const findApp = ({ byCrm }: Apps, { id, label }: Connector): Answer<App> => {
  const app = byCrm[id];
  if (app !== undefined) return { ok: true, value: app };
  const message = `no app of ours at ${label} is configured`;
  const remedy = `set ${clientIdVariable(id)}, or connect with a grant`;
  return { ok: false, problems: [{ field: 'crm', message, remedy }] };
};

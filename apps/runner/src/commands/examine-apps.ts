import { clientIdVariable, clientSecretVariable, type Apps } from '../authorisation/apps.ts';
import { crms } from '../registry/crms.ts';
import type { Crm } from '../registry/crm.ts';
import { print } from '../screen/print.ts';

const describeApp = ({ byCrm }: Apps, { connector: { id, label } }: Crm): string => {
  const app = byCrm[id];
  const [name, secret] = [clientIdVariable(id), clientSecretVariable(id)];
  if (app === undefined) return `${label}: not set up; ${name} and ${secret} name our app`;
  return app.clientSecret === null ? `${label}: set up, without ${secret}` : `${label}: set up`;
};

/** Prints at which CRMs owners can let us in by its own pages; answers how much is half done. */
export const examineApps = (apps: Apps): number => {
  print("Connecting by the CRMs' own pages");
  for (const crm of crms) print(`  ${describeApp(apps, crm)}`);
  const lacksPages = Object.keys(apps.byCrm).length > 0 && apps.redirectUris.length === 0;
  if (lacksPages) print('  no page to come back to: set CONCORD_REDIRECT_URIS');
  return lacksPages ? 1 : 0;
};

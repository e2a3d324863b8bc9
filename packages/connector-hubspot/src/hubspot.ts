import { askOn } from './client.ts';
import { datedPaths, type Paths } from './paths.ts';

/** The connector under some paths. */
export const hubspotOn = (paths: Paths) => {
  const ask = askOn(paths);
  return { ask };
};

/** HubSpot: companies and people both ways, emails and tasks to it, deals from it. */
export const hubspot = hubspotOn(datedPaths);

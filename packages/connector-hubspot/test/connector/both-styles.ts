import { hubspotOn } from '../../src/hubspot.ts';
import { datedPaths, legacyPaths } from '../../src/paths.ts';

/** The connector under each style of paths. */
export const connectors = [legacyPaths, datedPaths].map((paths) => ({
  name: paths.name,
  hubspot: hubspotOn(paths),
}));

import type { Connector } from '@concord/core/contract';
import { capabilitiesPath, renderCapabilities } from './capability-table.ts';
import type { Problem, TextFile } from './source-file.ts';

/** Whether the tables of capabilities say what the connectors say. */
export const checkCapabilities = (
  texts: readonly TextFile[],
  connectors: readonly Connector[],
): Problem[] => {
  const page = texts.find(({ path }) => path === capabilitiesPath);
  const rendered = page === undefined ? null : renderCapabilities(page.text, connectors);
  if (rendered === null) {
    return [{ path: capabilitiesPath, message: 'has no marks for the tables of capabilities' }];
  }
  return rendered === page?.text
    ? []
    : [{ path: capabilitiesPath, message: 'is out of date: run `npm run docs`' }];
};

import { catalogue, type PlatformObject } from '@concord/core/platform';
import type { OutcomeFilter } from '@concord/core/ports';
import { connectors } from '../registry/crms.ts';
import { createProblem } from '../screen/problem.ts';
import { troubles } from './failure-classes.ts';

/** What `concord errors` is narrowed to. */
export interface ErrorOptions {
  /** A kind of platform record, or an object of the CRM. */
  readonly object?: string;
  readonly class?: string;
  readonly status?: (typeof troubles)[number];
}

const isPlatformObject = (name: string): name is PlatformObject => Object.hasOwn(catalogue, name);

const objectFilter = (name: string): OutcomeFilter => {
  if (isPlatformObject(name)) return { object: name };
  const known = connectors.flatMap(({ objects }) => Object.keys(objects));
  if (known.includes(name)) return { crmObject: name };
  throw createProblem(
    `--object ${name} is no kind of record`,
    `use one of ${[...Object.keys(catalogue), ...known].join(', ')}`,
  );
};

/** The filter that options of the command line mean. */
export const toErrorFilter = ({
  object,
  class: failureClass,
  status,
}: ErrorOptions): OutcomeFilter => ({
  ...(object === undefined ? {} : objectFilter(object)),
  ...(failureClass === undefined ? {} : { class: failureClass }),
  statuses: status === undefined ? troubles : [status],
});

import type { Api } from './api.ts';
import { element, row } from './element.ts';
import {
  FailedOutcomesDocument,
  RetryDocument,
  type FailedOutcomesQuery,
  type RetryMutation,
} from './operations.generated.ts';

type Failure = FailedOutcomesQuery['outcomes']['edges'][number]['node'];

/** What became of a retry, for a person. */
const retried = ({ retryOutcomes }: RetryMutation): string => {
  switch (retryOutcomes.__typename) {
    case 'RetryOutcomesSuccess':
      return retryOutcomes.count === 0 ? 'nothing to retry' : 'tried again soon';
    case 'NotFound':
      return retryOutcomes.message;
    default:
      return retryOutcomes.problems.map(({ message, remedy }) => `${message}: ${remedy}`).join(' ');
  }
};

const retryButton = (
  { ask }: Api,
  id: string,
  onError: (error: unknown) => void,
): HTMLButtonElement => {
  const button = element('button', 'Retry');
  button.addEventListener('click', () => {
    button.disabled = true;
    ask(RetryDocument, { ids: [id] })
      .then((answer) => button.replaceWith(retried(answer)))
      .catch(onError);
  });
  return button;
};

const failureRow = (
  api: Api,
  { id, crmObject, message, remedy }: Failure,
  onError: (error: unknown) => void,
): HTMLTableRowElement =>
  row('td', crmObject, message ?? '', remedy ?? '', retryButton(api, id, onError));

/** What could not be written, page after page, each with a button to try it again. */
export const showFailures = (
  api: Api,
  connectionId: string,
  onError: (error: unknown) => void,
): HTMLElement => {
  const table = element('table', row('th', 'Object', 'What is wrong', 'What to do', ''));
  const more = element('button', 'More');
  const shown = element('div', table, more);
  shown.dataset['part'] = 'failures';
  let after: string | null = null;
  const load = async (): Promise<void> => {
    const { outcomes } = await api.ask(FailedOutcomesDocument, { connectionId, after });
    table.append(...outcomes.edges.map(({ node }) => failureRow(api, node, onError)));
    after = outcomes.pageInfo.endCursor;
    more.hidden = !outcomes.pageInfo.hasNextPage;
  };
  more.addEventListener('click', () => void load().catch(onError));
  load().catch(onError);
  return shown;
};

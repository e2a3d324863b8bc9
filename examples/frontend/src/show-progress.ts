import type { Api } from './api.ts';
import { element } from './element.ts';
import { RunProgressDocument, type RunProgressSubscription } from './operations.generated.ts';

type Run = RunProgressSubscription['runProgress']['run'];

const words = ({ kind, state, counts }: Run): string => {
  const done = counts
    .filter(({ read, created, updated }) => read + created + updated > 0)
    .map(
      ({ object, read, created, updated }) =>
        `${object}: ${read} read, ${created} created, ${updated} updated`,
    );
  return [`${kind} ${state}`, ...done].join(' · ').toLowerCase();
};

const pauseMs = 3_000;

/** A line that follows the newest run of a connection for as long as the page is open. */
export const showProgress = (
  { listen }: Api,
  connectionId: string,
  onError: (error: unknown) => void,
): HTMLElement => {
  const line = element('p', 'no run yet');
  line.dataset['part'] = 'progress';
  // A stream ends with its run, or at once where there was none yet; the next one is looked for.
  const follow = async (): Promise<never> => {
    for (;;) {
      for await (const { runProgress } of listen(RunProgressDocument, { connectionId })) {
        line.textContent = words(runProgress.run);
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };
  follow().catch(onError);
  return line;
};

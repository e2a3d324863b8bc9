import { reportCycle, type CycleReport } from './cycle-report.ts';
import { judgeAccount, type Judgement } from './judge-account.ts';
import type { Connected, ConnectedAccount, DemoAccount, StoryParts } from './story-parts.ts';
import { tellAsking } from './tell-asking.ts';
import { tellConnecting } from './tell-connecting.ts';
import { tellMapping } from './tell-mapping.ts';
import { tellQuiet } from './tell-quiet.ts';
import { tellReading } from './tell-reading.ts';
import { tellSharing } from './tell-sharing.ts';
import { tellWorking } from './tell-working.ts';
import { tellWriting } from './tell-writing.ts';

/** How the demo went in one CRM. */
export interface AccountStory extends Judgement {
  readonly account: ConnectedAccount;
  readonly report: CycleReport;
  /** Whether a further cycle changed nothing there. */
  readonly isQuiet: boolean;
}

const judge = async (account: ConnectedAccount): Promise<Judgement> =>
  judgeAccount({ ...account, rivals: account.crm.rivals });

/** A whole cycle both ways between a platform and all accounts, told step by step. */
export const tellStory = async (
  parts: StoryParts,
  simulated: readonly DemoAccount[],
): Promise<AccountStory[]> => {
  const accounts = await tellConnecting(parts, simulated);
  const story: Connected = { ...parts, accounts };
  await tellReading(story);
  const wanted = await tellAsking(story);
  await tellWriting(story, wanted);
  await tellWorking(story, wanted);
  await tellMapping(story);
  await tellSharing(story, wanted);
  const quiet = await tellQuiet(story, wanted);
  const { store } = parts.runner;
  return Promise.all(
    accounts.map(async (account) => ({
      account,
      report: await reportCycle(store, account.connection, account.runs),
      ...(await judge(account)),
      isQuiet: quiet.has(account),
    })),
  );
};

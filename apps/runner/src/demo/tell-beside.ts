import type { DemoAccount } from './story-parts.ts';

/** Tells of all accounts at once: does the same in each, and answers a line of each. */
export const tellBeside = async <Account extends DemoAccount>(
  accounts: readonly Account[],
  tell: (account: Account) => Promise<string>,
): Promise<string[]> => {
  const width = Math.max(...accounts.map(({ connector }) => connector.label.length));
  const said = await Promise.all(accounts.map(tell));
  return accounts.map(
    ({ connector }, index) => `${connector.label.padEnd(width)}  ${said[index] ?? ''}`,
  );
};

import { expect } from 'vitest';
import { anAuthorisation, minute } from './samples.ts';
import type { StoreCase } from './store-case.ts';

const { stateHash, caller } = anAuthorisation();

/** Authorisations that were begun at a CRM. */
export const authorisationCases: readonly StoreCase[] = [
  {
    title: 'gives an authorisation back once, as it was begun',
    run: async (store) => {
      await store.saveAuthorisation(anAuthorisation(), minute(1));
      const take = () => store.takeAuthorisation({ stateHash, caller, now: minute(2) });
      expect(await take()).toEqual(anAuthorisation());
      expect(await take()).toBeNull();
    },
  },
  {
    title: 'gives an authorisation to one of several who finish it at once',
    run: async (store) => {
      await store.saveAuthorisation(anAuthorisation(), minute(1));
      const returned = { stateHash, caller, now: minute(2) };
      const taken = await Promise.all(
        Array.from({ length: 8 }, () => store.takeAuthorisation(returned)),
      );
      expect(taken.filter((one) => one !== null)).toHaveLength(1);
    },
  },
  {
    title: 'gives an authorisation to whoever began it, and leaves it to them',
    run: async (store) => {
      const spoken = anAuthorisation({ caller: 'https://login.example.com/ ada' });
      await store.saveAuthorisation(spoken, minute(1));
      const take = (by: string) =>
        store.takeAuthorisation({ stateHash, caller: by, now: minute(2) });
      expect(await take('https://login.example.com/ eve')).toBeNull();
      expect(await take(spoken.caller)).toEqual(spoken);
    },
  },
  {
    title: 'gives no authorisation from the moment it expires',
    run: async (store) => {
      const [late, timely] = ['late', 'timely'];
      await store.saveAuthorisation(anAuthorisation({ stateHash: late }), minute(1));
      await store.saveAuthorisation(anAuthorisation({ stateHash: timely }), minute(1));
      const { expiresAt } = anAuthorisation();
      expect(await store.takeAuthorisation({ stateHash: late, caller, now: expiresAt })).toBeNull();
      const now = minute(8);
      expect(await store.takeAuthorisation({ stateHash: timely, caller, now })).not.toBeNull();
    },
  },
  {
    title: 'forgets authorisations that have expired, and no others',
    run: async (store) => {
      const longer = anAuthorisation({ stateHash: 'longer', expiresAt: minute(30) });
      await store.saveAuthorisation(anAuthorisation(), minute(1));
      await store.saveAuthorisation(longer, minute(1));
      await store.saveAuthorisation(anAuthorisation({ stateHash: 'next' }), minute(9));
      const takeEarly = (hash: string) =>
        store.takeAuthorisation({ stateHash: hash, caller, now: minute(1) });
      expect(await takeEarly(stateHash)).toBeNull();
      expect(await takeEarly('longer')).toEqual(longer);
    },
  },
];

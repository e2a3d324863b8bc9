import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parseConfiguration, type Configuration } from '../src/configuration/configuration.ts';

const key = (fill: number): string => Buffer.alloc(32, fill).toString('base64');

const problemsOf = (environment: Record<string, string>): string[] => {
  const parsed = parseConfiguration(environment);
  return parsed.ok ? [] : parsed.problems.map(({ variable, message }) => `${variable} ${message}`);
};

const configurationOf = (environment: Record<string, string>): Configuration => {
  const answer = parseConfiguration(environment);
  return answer.ok ? answer.value : expect.fail(inspect(answer.problems));
};

describe('parseConfiguration', () => {
  it('starts with an empty environment', () => {
    expect(parseConfiguration({})).toMatchObject({
      ok: true,
      value: {
        database: { directory: '.concord/database' },
        roles: ['worker', 'scheduler', 'gateway'],
        host: '127.0.0.1',
        port: 8600,
        keys: null,
        production: false,
        followRedirects: true,
      },
    });
  });

  it('names every problem at once, each with a remedy', () => {
    const parsed = parseConfiguration({
      DATABASE_URL: 'mysql://localhost/x',
      CONCORD_ROLES: 'worker,baker',
      CONCORD_PORT: '70000',
      CONCORD_KEYS: `a:${key(1)},b:short`,
      CONCORD_LOG_LEVEL: 'loud',
      CONCORD_ALLOWED_ORIGINS: 'https://a.example.com/path',
      CONCORD_FOLLOW_REDIRECTS: 'maybe',
      CONCORD_ENV: 'staging',
      CONCORD_PROT: '1',
    });
    if (parsed.ok) throw new Error('accepted');
    expect(new Set(parsed.problems.map(({ variable }) => variable))).toEqual(
      new Set([
        'DATABASE_URL',
        'CONCORD_ROLES',
        'CONCORD_PORT',
        'CONCORD_KEYS',
        'CONCORD_LOG_LEVEL',
        'CONCORD_ALLOWED_ORIGINS',
        'CONCORD_FOLLOW_REDIRECTS',
        'CONCORD_ENV',
        'CONCORD_PROT',
      ]),
    );
    expect(parsed.problems.every(({ remedy }) => remedy !== '')).toBe(true);
  });

  it('reports a variable that it does not know', () => {
    expect(problemsOf({ CONCORD_ROLE: 'worker' })).toEqual([
      'CONCORD_ROLE is not a variable of Concord',
    ]);
  });

  it('takes an empty variable for an absent one', () => {
    expect(problemsOf({ CONCORD_PORT: '', CONCORD_KEYS: '', CONCORD_NOISE: '' })).toEqual([]);
  });

  it.each(['0.0.0.0', '::', '192.0.2.7', '127.concord.example'])(
    'is in production where other machines may reach it: %s',
    (host) => {
      const open = { CONCORD_HOST: host, CONCORD_KEYS: `a:${key(1)}` };
      expect(configurationOf(open).production).toBe(true);
      expect(configurationOf({ ...open, CONCORD_ENV: 'development' }).production).toBe(false);
      expect(problemsOf({ CONCORD_HOST: host })).toEqual(['CONCORD_KEYS is missing in production']);
    },
  );

  it.each(['127.0.0.1', '127.0.0.2', 'localhost', '::1', ''])(
    'is in development where this machine alone reaches it: %j',
    (host) => {
      expect(configurationOf({ CONCORD_HOST: host }).production).toBe(false);
      const closed = { CONCORD_HOST: host, CONCORD_ENV: 'production', CONCORD_KEYS: `a:${key(1)}` };
      expect(configurationOf(closed).production).toBe(true);
    },
  );

  it('demands keys in production', () => {
    expect(problemsOf({ CONCORD_ENV: 'production' })).toEqual([
      'CONCORD_KEYS is missing in production',
    ]);
    expect(problemsOf({ CONCORD_ENV: 'production', CONCORD_KEYS: `a:${key(1)}` })).toEqual([]);
  });

  it.each([
    ['a key of the wrong length', `a:${Buffer.alloc(16).toString('base64')}`],
    ['a key without a name', key(1)],
    ['two keys of one name', `a:${key(1)},a:${key(2)}`],
  ])('refuses %s without repeating it', (_, text) => {
    const problems = problemsOf({ CONCORD_KEYS: text });
    expect(problems).toHaveLength(1);
    expect(problems.join()).not.toContain(key(1));
  });

  it('takes pages that browsers may come back to, and nothing that runs', () => {
    const taken = (text: string) => problemsOf({ CONCORD_REDIRECT_URIS: text }).length === 0;
    expect(taken('https://app.example/back, http://localhost:5173/back')).toBe(true);
    const refused = ['javascript:alert(1)', 'data:text/html,x', '/back', 'https://a@app.example/'];
    expect([...refused, 'https://app.example/#', 'https://app.example/#x'].filter(taken)).toEqual(
      [],
    );
  });

  it('demands pages of https in production', () => {
    const environment = { CONCORD_ENV: 'production', CONCORD_KEYS: `a:${key(1)}` };
    expect(problemsOf({ ...environment, CONCORD_REDIRECT_URIS: 'http://app.example/' })).toEqual([
      'CONCORD_REDIRECT_URIS is not https in production',
    ]);
  });

  it('demands the app that a secret is of', () => {
    const CONCORD_HUBSPOT_CLIENT_SECRET = 'canary';
    expect(problemsOf({ CONCORD_HUBSPOT_CLIENT_SECRET })).toEqual([
      'CONCORD_HUBSPOT_CLIENT_ID is missing beside its secret',
    ]);
    const whole = { CONCORD_HUBSPOT_CLIENT_SECRET, CONCORD_HUBSPOT_CLIENT_ID: 'app' };
    expect(problemsOf(whole)).toEqual([]);
  });

  it('shows no secret when printed', () => {
    const parsed = parseConfiguration({
      CONCORD_KEYS: `a:${key(7)}`,
      CONCORD_REFRESH_TOKEN: 'canary-refresh',
      CONCORD_CLIENT_SECRET: 'canary-client',
      CONCORD_SALESFORCE_CLIENT_ID: 'app',
      CONCORD_SALESFORCE_CLIENT_SECRET: 'canary-app',
      CONCORD_ACCESS_TOKEN: 'canary-access',
    });
    const shown = [inspect(parsed, { depth: null }), JSON.stringify(parsed)].join();
    expect(shown).not.toContain('canary');
    expect(shown).not.toContain(key(7));
    expect(shown).not.toContain('7, 7, 7');
  });
});

import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createFixture, url } from './fixture.ts';

const { ask, fetchFn, connect, engine } = await createFixture();
await connect();
await engine.setSwitches('c1', { reading: true, writing: true });
await engine.startRead('c1');

const directory = new URL('../', import.meta.url);
const readme = await readFile(new URL('README.md', directory), 'utf8');
const examples = (await readdir(new URL('examples', directory))).filter((name) =>
  name.endsWith('.graphql'),
);

/** The calls of curl in the README: their headers, without the key, and their bodies. */
const calls = [...readme.matchAll(/^curl [\s\S]*?-d '(.*)'$/gm)].map(([text, body]) => ({
  body: body ?? '',
  headers: Object.fromEntries(
    [...text.matchAll(/-H '([\w-]+): ([^']+)' \\/g)].map(([, name, value]) => [name, value]),
  ),
}));

describe('the README', () => {
  it.each(examples)('shows %s as it is', async (name) => {
    expect(readme).toContain(await readFile(new URL(`examples/${name}`, directory), 'utf8'));
  });

  it.each(examples.filter((name) => name !== 'follow-run.graphql'))(
    'shows %s at work',
    async (name) => {
      const query = await readFile(new URL(`examples/${name}`, directory), 'utf8');
      const variables = await readFile(
        new URL(`examples/${name.replace('.graphql', '.json')}`, directory),
        'utf8',
      );
      const { errors } = await ask(query, JSON.parse(variables));
      expect(errors).toBeUndefined();
    },
  );

  it('shows how to ask by curl', async () => {
    const response = await fetchFn(url, { method: 'POST', ...calls[0] });
    const { data } = await response.json();
    expect(data.crmConnections).toMatchObject([{ id: 'c1', name: 'Acme CRM' }]);
  });

  it('shows how to follow by curl', async () => {
    const response = await fetchFn(url, { method: 'POST', ...calls[1] });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('data:')) text += (await reader?.read())?.value ?? '';
    await reader?.cancel();
    expect(text).toContain('"state":"QUEUED"');
  });
});

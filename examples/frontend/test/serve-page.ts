import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import { build, preview } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

const browserPath = '/usr/bin/chromium';

/** Whether Debian's browser is here; the project's checks install it. */
export const hasBrowser = existsSync(browserPath);

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The page with the gateway beside it, as it is delivered, and a browser to open it in. */
export const servePage = async (gatewayUrl: string) => {
  const outDir = await mkdtemp(join(tmpdir(), 'concord-page-'));
  const quietly = { root, logLevel: 'silent', build: { outDir, emptyOutDir: true } } as const;
  await build(quietly);
  const proxy = { '/graphql': gatewayUrl };
  const server = await preview({ ...quietly, preview: { port: 0, host: '127.0.0.1', proxy } });
  const browser: Browser = await chromium.launch({ executablePath: browserPath, args: quiet });
  const context = await browser.newContext();
  const url = server.resolvedUrls?.local[0] ?? '';
  return {
    url,
    open: async (key: string) => {
      const page = await context.newPage();
      await page.goto(url);
      await page.getByLabel('API key').fill(key);
      await page.getByRole('button', { name: 'Open' }).click();
      return page;
    },
    close: async () => {
      await browser.close();
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
};

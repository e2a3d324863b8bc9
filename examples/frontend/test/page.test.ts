import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import { build, preview, type PreviewServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startPlatform } from './start-platform.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const browserPath = '/usr/bin/chromium';

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const patience = { timeout: 60_000, interval: 50 };

// Debian's browser; the project's checks install it.
describe.runIf(existsSync(browserPath))('the page in a browser', { timeout: 120_000 }, () => {
  let platform: Awaited<ReturnType<typeof startPlatform>>;
  let server: PreviewServer;
  let browser: Browser;

  beforeAll(async () => {
    platform = await startPlatform();
    const quietly = { root, logLevel: 'silent', configFile: false } as const;
    await build(quietly);
    const proxy = { '/graphql': platform.url };
    server = await preview({ ...quietly, preview: { port: 0, host: '127.0.0.1', proxy } });
    browser = await chromium.launch({ executablePath: browserPath, args: quiet });
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await platform?.stop();
  });

  const openPage = async (key: string) => {
    const page = await browser.newPage();
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    await page.getByLabel('API key').fill(key);
    await page.getByRole('button', { name: 'Open' }).click();
    return page;
  };

  it('refuses a wrong key in words', async () => {
    const page = await openPage('wrong');
    const alert = page.getByRole('alert').filter({ hasText: /./u });
    expect(await alert.textContent()).toBe('An API key is required.');
    await page.close();
  });

  it('shows progress and what failed, and tries one again (R-ERR-1)', async () => {
    const page = await openPage(platform.apiKey);
    await page.getByRole('heading', { name: 'Acme (salesforce, active)' }).waitFor();
    await page
      .locator('[data-part=progress]', { hasText: /(read|write) (done|running)/u })
      .waitFor();
    const failure = page.locator('[data-part=failures] tr', { hasText: 'Contact' });
    await vi.waitFor(async () => {
      await page.reload();
      await page.getByLabel('API key').fill(platform.apiKey);
      await page.getByRole('button', { name: 'Open' }).click();
      await failure.waitFor({ timeout: 1_000 });
    }, patience);
    // The CRM's own words come as text, whatever they are.
    expect(await failure.textContent()).toContain('<b>No</b> such name');
    platform.relent();
    await failure.getByRole('button', { name: 'Retry' }).click();
    await page.getByText('tried again soon').waitFor();
    await vi.waitFor(() => expect(platform.isWritten()).toBe(true), patience);
    await page.close();
  });
});

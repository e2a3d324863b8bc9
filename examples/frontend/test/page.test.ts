import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { hasBrowser, servePage } from './serve-page.ts';
import { startPlatform } from './start-platform.ts';

const patience = { timeout: 60_000, interval: 50 };

describe.runIf(hasBrowser)('the page in a browser', { timeout: 120_000 }, () => {
  let platform: Awaited<ReturnType<typeof startPlatform>>;
  let served: Awaited<ReturnType<typeof servePage>>;

  beforeAll(async () => {
    platform = await startPlatform();
    served = await servePage(platform.url);
  }, 120_000);

  afterAll(async () => {
    await served?.close();
    await platform?.stop();
  });

  it('refuses a wrong key in words', async () => {
    const page = await served.open('wrong');
    const alert = page.getByRole('alert').filter({ hasText: /./u });
    expect(await alert.textContent()).toBe('An API key is required.');
    await page.close();
  });

  it('shows progress and what failed, and tries one again (R-ERR-1)', async () => {
    const page = await served.open(platform.apiKey);
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
    const progress = page.locator('[data-part=progress]', { hasText: /done/u });
    const before = await progress.textContent();
    platform.relent();
    await failure.getByRole('button', { name: 'Retry' }).click();
    await page.getByText('tried again soon').waitFor();
    await vi.waitFor(() => expect(platform.isWritten()).toBe(true), patience);
    // Of a run that began after the one that the page showed first had ended.
    await vi.waitFor(async () => expect(await progress.textContent()).not.toBe(before), patience);
    await page.close();
  });
});

import {
  createSalesforceSimulator,
  type SalesforceSimulator,
} from '@concord/connector-salesforce/simulator';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPlatform } from './open-platform.ts';
import { hasBrowser, servePage } from './serve-page.ts';

describe.runIf(hasBrowser)('the button in a browser', { timeout: 120_000 }, () => {
  let simulator: SalesforceSimulator;
  let platform: Awaited<ReturnType<typeof openPlatform>>;
  let served: Awaited<ReturnType<typeof servePage>>;

  beforeAll(async () => {
    simulator = await createSalesforceSimulator({ seed: 4, accounts: 2, contacts: 2 });
    const redirectUris: string[] = [];
    platform = await openPlatform({ prepare: async () => undefined, redirectUris });
    served = await servePage(platform.url);
    redirectUris.push(`${served.url}callback.html`);
    simulator.setRules({ callbackUrls: redirectUris, requirePkce: true });
  }, 120_000);

  afterAll(async () => {
    await served?.close();
    await platform?.stop();
    await simulator?.close();
  });

  const press = async (page: Page): Promise<string> => {
    await page.getByLabel('Sandbox of Salesforce').fill(simulator.url);
    const opened = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Connect Salesforce' }).click();
    const popup = await opened;
    if (!popup.isClosed()) await popup.waitForEvent('close');
    const status = page.getByRole('status').filter({ hasNotText: 'Sign in' }).first();
    await status.filter({ hasText: /./u }).waitFor();
    return (await status.textContent()) ?? '';
  };

  it('tells that the owner declined, and lets them begin again', async () => {
    simulator.setRules({ approval: 'denied' });
    const page = await served.open(platform.apiKey);
    expect(await press(page)).toContain('without a code (access_denied): ');
    expect(await platform.runner.store.listConnections()).toEqual([]);
    await page.close();
  });

  it('connects the account whose owner agrees, once', async () => {
    simulator.setRules({ approval: 'granted' });
    const page = await served.open(platform.apiKey);
    expect(await press(page)).toBe('Salesforce is connected.');
    const [connection] = await platform.runner.store.listConnections();
    expect(connection).toMatchObject({ crm: 'salesforce', state: 'active' });
    const again = await served.open(platform.apiKey);
    expect(await press(again)).toContain('the account is connected already');
    await page.close();
    await again.close();
  });

  it('drops what it did not begin, and waits for what it did', async () => {
    const page = await served.open(platform.apiKey);
    const context = page.context();
    const [arrived, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await context.route('**/services/oauth2/authorize**', async (route) => {
      arrived.resolve();
      await goOn.promise;
      await route.continue();
    });
    const pressed = press(page);
    await Promise.race([arrived.promise, pressed]);
    const forged = await context.newPage();
    await forged.goto(`${served.url}callback.html?state=forged&code=stolen`);
    // Nothing stays in the address, and a window that nobody opened stays.
    await forged.waitForURL(`${served.url}callback.html`);
    await forged.close();
    expect(await page.getByRole('status').first().textContent()).toContain('Sign in');
    goOn.resolve();
    expect(await pressed).toContain('the account is connected already');
    await context.unrouteAll();
    await page.close();
  });
});

import { defineConfig } from '@playwright/test'

import { findBrowser } from './browser.mjs'

const launchOptions = await findBrowser()

// No web server here: the tests start gateways with the settings that they need (gateway.ts).
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results',
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    launchOptions,
    locale: 'en-US',
    timezoneId: 'America/Chicago',
    // Recording one takes as long as the test itself: `--trace retain-on-failure` for those that are looked into.
    trace: 'off',
    contextOptions: { reducedMotion: 'reduce' },
  },
  projects: [
    {
      name: 'desktop',
      testIgnore: '**/*.phone.spec.ts',
      use: { viewport: { width: 1440, height: 900 } },
    },
    {
      name: 'phone',
      testMatch: '**/*.phone.spec.ts',
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ],
})

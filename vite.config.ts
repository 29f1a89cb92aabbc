import { join } from 'node:path'

import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'

import { findBrowser } from './e2e/browser.mjs'
import product from './package.json' with { type: 'json' }

/** Where `npm run dev` lets the gateway listen; the Vite proxy talks to nothing but the gateway. */
const gatewayPort = process.env['GATEWAY_PORT'] ?? '4174'

/** Of the repository, `npm run dev` serves what the page is made of. */
const served = ['src', 'public', 'node_modules', 'index.html', 'package.json'].map((name) =>
  join(import.meta.dirname, name),
)

/** Vite's own list, and whatever could be a token, wherever somebody put it. */
const neverServed = [
  '.env',
  '.env.*',
  '*.{crt,pem,key}',
  '**/.git/**',
  '**/.npmrc',
  '**/*token*.txt',
  '**/*.token',
  '**/*token',
]

/**
 * Of the page itself, all modules are asked for at once. Parts that are shown later are loaded whole in a quiet moment
 * (`lazyPart`): a list of what each of them stands on would only be a part of the first load.
 */
const ownPreload = {
  modulePreload: {
    polyfill: false,
    resolveDependencies: (_: string, dependencies: string[], { hostType }: { hostType: 'html' | 'js' }) =>
      hostType === 'html' ? dependencies : [],
  },
}

export default defineConfig(async ({ isSsrBuild }) => ({
  plugins: [react(), tailwindcss()],
  // What made a file stands in its receipt.
  define: { 'import.meta.env.VITE_PRODUCT_VERSION': JSON.stringify(product.version) },
  // React has it itself since its version 18.
  resolve: {
    alias: { 'use-sync-external-store/shim/with-selector': 'use-sync-external-store/with-selector' },
  },
  build: isSsrBuild
    ? {
        outDir: 'dist/server',
        target: 'node20',
        ssr: 'server/main.ts',
        copyPublicDir: false,
        // What only some gateways need, the demonstration and the client of Redis, is a file of its own.
        rolldownOptions: { output: { chunkFileNames: '[name].js' } },
      }
    : {
        outDir: 'dist/client',
        target: 'es2022',
        manifest: true,
        assetsInlineLimit: 0,
        ...ownPreload,
        // What the first screen stands on is one file: many small ones are packed less well, and each is a request.
        rolldownOptions: {
          output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial' as const] }] } },
        },
      },
  // The gateway runs without node_modules: every library is bundled into it.
  ssr: { noExternal: true as const },
  worker: { format: 'es' as const },
  server: {
    host: '127.0.0.1',
    strictPort: true,
    fs: { allow: served, deny: neverServed },
    proxy: { '^/(api|demonstration)/': { target: `http://127.0.0.1:${gatewayPort}`, changeOrigin: true } },
  },
  test: {
    projects: [
      {
        extends: true as const,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['{src,server,.ci,bench,e2e}/**/*.test.ts'],
          // The benchmark's packages may bring tests of their own.
          exclude: ['**/node_modules/**', '**/*.browser.test.ts'],
        },
      },
      ...(process.env['VITEST'] ? [await browserProject()] : []),
    ],
  },
}))

/** Component tests run in a real browser, the same one that e2e uses. */
async function browserProject() {
  const launchOptions = await findBrowser()
  return {
    extends: true as const,
    // Bundled beforehand: found while tests run, it would come with a React of its own.
    optimizeDeps: { include: ['nuqs/adapters/testing'] },
    test: {
      name: 'browser',
      include: ['src/**/*.browser.test.{ts,tsx}'],
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({ launchOptions }),
        instances: [{ browser: 'chromium' as const }],
      },
    },
  }
}

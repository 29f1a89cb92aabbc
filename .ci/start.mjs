// @ts-check
import { build } from './build.mjs'
import { endWithNpm } from './shared/command.mjs'

endWithNpm()
// The gateway runs in this very process: signals reach it, and its exit code is ours.
if (await build()) await import(new URL('../dist/server/main.js', import.meta.url).href)
else process.exitCode = 1

// @ts-check
import { loadavg } from 'node:os'
import { join } from 'node:path'

import { build } from './build.mjs'
import { root } from './shared/command.mjs'
import { install, npmCommand } from './shared/install.mjs'

// Before anything is built here, which is load too.
const loadBefore = loadavg()[0] ?? 0
// The peers are packages of the benchmark alone: whoever only uses or tests the product never installs them.
const sentence = await install(join(root, 'bench'), npmCommand(process.env))
if (sentence !== null) {
  console.error(sentence)
  process.exitCode = 1
} else if (await build()) {
  const args = process.argv.slice(2)
  if (args[0] === 'lighthouse') {
    const { judgeWithLighthouse } = await import('../bench/lighthouse.mjs')
    process.exitCode = await judgeWithLighthouse()
  } else if (args[0] === 'export') {
    const { benchExport } = await import('../bench/export.mjs')
    process.exitCode = await benchExport(args.slice(1), loadBefore)
  } else if (args[0] === 'scroll') {
    const { benchScroll } = await import('../bench/scroll.mjs')
    process.exitCode = await benchScroll(args.slice(1), loadBefore)
  } else if (args[0] === 'gateway') {
    const { benchGateway } = await import('../bench/gateway/bench-gateway.mjs')
    process.exitCode = await benchGateway(args.slice(1), loadBefore)
  } else {
    const { bench } = await import('../bench/bench.mjs')
    process.exitCode = await bench(args, loadBefore)
  }
} else {
  process.exitCode = 1
}

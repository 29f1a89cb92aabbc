// @ts-check
import { run, tool } from './shared/command.mjs'

const checks = [
  tool('oxlint', ['--type-aware', '--deny-warnings']),
  tool('oxfmt', ['--check']),
  tool('knip', ['--no-progress', '--treat-config-hints-as-errors']),
]

const results = await Promise.all(checks.map((args) => run(args, { output: 'kept' })))
for (const { code, output } of results) {
  if (code === 0) continue
  console.log(output.trim())
  process.exitCode = 1
}

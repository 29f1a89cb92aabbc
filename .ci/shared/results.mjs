// @ts-check
/**
 * @typedef {object} Result of one step of the tests
 * @property {number} passed
 * @property {number} skipped
 * @property {readonly string[]} failures one line for each that failed
 */

/**
 * A step that is no test runner counts as one.
 *
 * @param {string} name
 * @param {number} exitCode
 * @returns {Result}
 */
export function checkResult(name, exitCode) {
  return exitCode === 0
    ? { passed: 1, skipped: 0, failures: [] }
    : { passed: 0, skipped: 0, failures: [name] }
}

/**
 * @typedef {{ status: string, fullName: string }} VitestTest
 * @typedef {{ name: string, status: string, message?: string, assertionResults: VitestTest[] }} VitestFile
 *
 * @param {{ testResults?: VitestFile[] } | null} report what Vitest's JSON reporter wrote, null when it wrote nothing
 * @param {number} exitCode
 * @returns {Result}
 */
export function vitestResult(report, exitCode) {
  const files = report?.testResults ?? []
  const tests = files.flatMap((file) => file.assertionResults)
  const failures = files.flatMap((file) => {
    const failed = file.assertionResults.filter((test) => test.status === 'failed')
    // A file that could not be loaded has failed without a test in it.
    if (failed.length === 0) return file.status === 'failed' ? [`${shortened(file.name)}: could not run`] : []
    return failed.map((test) => `${shortened(file.name)}: ${test.fullName}`)
  })
  const passed = tests.filter((test) => test.status === 'passed').length
  const skipped = tests.filter((test) => !['passed', 'failed'].includes(test.status)).length
  return runnerResult('Vitest', { passed, skipped, failures }, exitCode)
}

/**
 * @typedef {{ title: string, file: string, tests: { projectName: string, status: string }[] }} PlaywrightSpec
 * @typedef {{ specs: PlaywrightSpec[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 *
 * @param {{ suites?: PlaywrightSuite[] } | null} report what Playwright's JSON reporter wrote, null when it wrote nothing
 * @param {number} exitCode
 * @returns {Result}
 */
export function playwrightResult(report, exitCode) {
  const suites = report?.suites ?? []
  const tests = specsOf(suites).flatMap((spec) => spec.tests.map((test) => ({ ...test, spec })))
  // `flaky` passed in the end, which is not good enough.
  const failed = tests.filter((test) => test.status === 'unexpected' || test.status === 'flaky')
  return runnerResult(
    'Playwright',
    {
      passed: tests.filter((test) => test.status === 'expected').length,
      skipped: tests.filter((test) => test.status === 'skipped').length,
      failures: failed.map(({ spec, projectName }) => `e2e/${spec.file}: ${spec.title} (${projectName})`),
    },
    exitCode,
  )
}

/**
 * The line that is read by machines: sums of all steps.
 *
 * @param {readonly Result[]} results
 */
export function lastLineOf(results) {
  const passed = results.reduce((sum, result) => sum + result.passed, 0)
  const failed = results.reduce((sum, result) => sum + result.failures.length, 0)
  const skipped = results.reduce((sum, result) => sum + result.skipped, 0)
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/**
 * A runner that ran nothing has failed, and so has one that ended badly while each of its tests passed.
 *
 * @param {string} name
 * @param {Result} result
 * @param {number} exitCode
 * @returns {Result}
 */
function runnerResult(name, result, exitCode) {
  if (result.failures.length > 0) return result
  if (exitCode !== 0) return { ...result, failures: [`${name}: ended with ${exitCode}`] }
  return result.passed > 0 ? result : { ...result, failures: [`${name}: ran nothing`] }
}

/**
 * @param {readonly PlaywrightSuite[]} suites
 * @returns {PlaywrightSpec[]}
 */
function specsOf(suites) {
  return suites.flatMap((suite) => [...suite.specs, ...specsOf(suite.suites ?? [])])
}

/** @param {string} path */
function shortened(path) {
  const here = process.cwd().replaceAll('\\', '/')
  return path.startsWith(`${here}/`) ? path.slice(here.length + 1) : path
}

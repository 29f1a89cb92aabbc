// @ts-check
import { realpathSync } from 'node:fs'
import { isAbsolute, relative, resolve } from 'node:path'

/** @typedef {{ port: number, gatewayPort: number }} DevSettings `gatewayPort` 0 lets the system choose */

/**
 * The settings of `npm run dev`, or one sentence about the first that is wrong. Everything else is a setting of the
 * gateway, which reads it itself.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} root the folder of the repository
 * @returns {{ settings: DevSettings, problem: null } | { settings: null, problem: string }}
 */
export function readDevSettings(env, root) {
  const port = portOf(env['PORT'] ?? '5173', 1)
  if (port === null) return refused('PORT must be a whole number from 1 to 65535.')
  const gatewayPort = portOf(env['GATEWAY_PORT'] ?? '0', 0)
  if (gatewayPort === null) return refused('GATEWAY_PORT must be a whole number from 0 to 65535.')
  const file = env['LINQ_INTEGRATION_TOKEN_FILE'] ?? ''
  if (
    file !== '' &&
    (isInside(root, resolve(root, file)) || isInside(root, realPathOf(resolve(root, file))))
  ) {
    return refused(
      'LINQ_INTEGRATION_TOKEN_FILE must name a file outside of the repository, because npm run dev serves files ' +
        'that lie in it.',
    )
  }
  return { settings: { port, gatewayPort }, problem: null }
}

/** @param {string} problem */
function refused(problem) {
  return { settings: null, problem }
}

/** @param {string} text @param {number} least */
function portOf(text, least) {
  const port = /^(?:0|[1-9][0-9]{0,4})$/.test(text) ? Number(text) : -1
  return port >= least && port <= 65_535 ? port : null
}

/** @param {string} folder @param {string} path */
function isInside(folder, path) {
  return [folder, realPathOf(folder)].some((each) => {
    const way = relative(each, path)
    return way === '' || (!/^\.\.(?:[\\/]|$)/.test(way) && !isAbsolute(way))
  })
}

/** @param {string} path */
function realPathOf(path) {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

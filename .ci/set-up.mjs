// @ts-check
// Every script in package.json starts here; a word behind it names the script to go on with. This file alone must be
// readable by an old Node, so that it can say what is needed: no static imports, no syntax younger than Node 12.

const parts = process.versions.node.split('.')
const major = Number(parts[0])
const minor = Number(parts[1])
const isSupported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22

if (isSupported) {
  // Node 12 has no top-level await; whatever is thrown ends the process with its message.
  void import('./shared/install.mjs')
    .then(function (module) {
      return module.setUp()
    })
    .then(function () {
      // `set-up.mjs start` goes on with start.mjs in the same process, so that signals meet no process in between.
      const isReady = process.exitCode === undefined && process.argv[2] !== undefined
      return isReady ? import('./' + process.argv[2] + '.mjs') : undefined
    })
} else {
  console.error(
    'Linq Contacts needs Node 20.19, 22.12 or newer, and this is Node ' +
      process.versions.node +
      ': install a current Node and run the same command again.',
  )
  process.exitCode = 1
}

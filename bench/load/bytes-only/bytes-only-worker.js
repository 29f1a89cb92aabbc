// Reads the pages that our directory read, with as many requests at a time (src/directory/read/pace), and does nothing
// with them: what no reader of the API can be faster than.
const firstLimit = 2
const mostLimit = 6
const answersPerStep = 4

const pages = await (await fetch('/bytes-only/pages.json')).json()
let next = 0
let answers = 0
let inFlight = 0
let bytes = 0

function pump() {
  const limit = Math.min(mostLimit, firstLimit + Math.floor(answers / answersPerStep))
  while (inFlight < limit && next < pages.length) void read(pages[next++])
  if (inFlight === 0) postMessage(bytes)
}

async function read(page) {
  inFlight += 1
  const answer = await fetch(page, { headers: { Accept: 'application/json' }, cache: 'no-store' })
  bytes += (await answer.arrayBuffer()).byteLength
  answers += 1
  inFlight -= 1
  pump()
}

pump()

// Starts the worker that reads bytes, and tells when it has all of them: milliseconds since the navigation.
globalThis.bytesOnly = new Promise((resolve, reject) => {
  const worker = new Worker('./bytes-only-worker.js', { type: 'module' })
  worker.addEventListener('message', ({ data }) => resolve({ ms: performance.now(), bytes: data }))
  worker.addEventListener('error', reject)
})

import { type ComparedFormat, expose } from './exporter'
import type { PeerAnswer, PeerQuestion } from './peer-worker'

/** Offers a peer whose contacts and writer live in a worker of its own. */
export function offer(worker: Worker, written: ComparedFormat): void {
  const ask = (question: PeerQuestion) =>
    new Promise<PeerAnswer>((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<PeerAnswer>) => resolve(data), {
        once: true,
      })
      worker.addEventListener('error', ({ message }) => reject(new Error(message)), { once: true })
      worker.postMessage(question, [])
    })
  expose({
    load: async (total) => (await ask({ total })).count,
    write: async (format) => {
      if (format !== written) throw new RangeError(`This peer writes no ${format}.`)
      const { file } = await ask({ total: null })
      if (file === null) throw new TypeError('The file was not given back.')
      return file
    },
  })
}

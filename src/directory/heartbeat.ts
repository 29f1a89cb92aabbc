export interface HeartbeatOptions {
  /** The time between an answer and the next question; 5 s. */
  everyMs?: number
  /** How long an answer may take: the longest that a worker of a million contacts works without a break; 30 s. */
  withinMs?: number
}

/**
 * Asks again and again whether somebody is alive. A machine that slept is no proof of death: an answer that is late
 * gets one more chance, in which what has been waiting arrives.
 *
 * @param ping asks; its promise is the answer
 * @param onSilence is called once, when no answer came; nothing is asked after it
 * @returns what ends it
 */
export function heartbeat(
  ping: () => Promise<unknown>,
  onSilence: () => void,
  { everyMs = 5000, withinMs = 30_000 }: HeartbeatOptions = {},
): () => void {
  let timer: ReturnType<typeof setTimeout>
  let hasEnded = false
  const ask = () => {
    let chances = 2
    const listen = () => {
      chances -= 1
      if (chances > 0) timer = setTimeout(listen, withinMs / 2)
      else {
        hasEnded = true
        onSilence()
      }
    }
    timer = setTimeout(listen, withinMs / 2)
    const goOn = () => {
      clearTimeout(timer)
      if (!hasEnded) timer = setTimeout(ask, everyMs)
    }
    // An error is an answer, too.
    ping().then(goOn, goOn)
  }
  timer = setTimeout(ask, everyMs)
  return () => {
    hasEnded = true
    clearTimeout(timer)
  }
}

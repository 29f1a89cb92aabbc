import { useEffect, useState } from 'react'

/** The present moment in milliseconds since 1970, renewed every so often. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}

/** Whole seconds until an instant, counting down to 0. */
export function useSecondsUntil(untilMs: number): number {
  return Math.max(0, Math.ceil((untilMs - useNow(250)) / 1000))
}

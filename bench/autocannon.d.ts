/** What is used of autocannon, so that the types hold where the packages of the benchmark are not installed. */
declare module 'autocannon' {
  interface Options {
    url: string
    connections: number
    /** Seconds. */
    duration?: number
    /** Requests in all, instead of a duration. */
    amount?: number
    /** Sent in turn by each connection, instead of `url` alone. */
    requests?: readonly { method: 'GET'; path: string; headers: Readonly<Record<string, string>> }[]
  }
  interface Result {
    non2xx: number
    errors: number
    statusCodeStats: Readonly<Record<string, { count: number }>>
    timeouts: number
    requests: { average: number; total: number }
    /** Milliseconds. */
    latency: { p50: number; p99: number; max: number }
  }
  export default function autocannon(options: Options): Promise<Result>
}

/** What is used of Lighthouse, so that the types hold where the packages of the benchmark are not installed. */
declare module 'lighthouse' {
  interface Audit {
    title: string
    score: number | null
    displayValue?: string
  }
  interface Category {
    score: number | null
    auditRefs: readonly { id: string; weight: number }[]
  }
  interface Result {
    lhr: { categories: Record<string, Category>; audits: Record<string, Audit> }
  }
  export const desktopConfig: object
  export default function lighthouse(
    url: string,
    flags: { port: number; onlyCategories: readonly string[]; logLevel: 'error' },
    config?: object,
  ): Promise<Result | undefined>
}

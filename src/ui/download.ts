/** How long the bytes stay reachable after a download was asked for; some browsers begin to read them late. */
const keepMs = 60_000

/** Hands a finished file to the browser, which saves it or asks where to. */
export function downloadFile(bytes: Blob, name: string): void {
  const url = URL.createObjectURL(bytes)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(url), keepMs)
}

/** Puts a text on the clipboard. Gives false when the browser refuses, which the caller tells the user. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

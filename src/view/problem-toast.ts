import type { LinqProblem } from '../linq/linq-error'
import { dismissToast, raiseToast, shownToasts } from '../ui/toasts/toast-store'
import type { ToastWords } from './problem-words'

/**
 * Tells an error, once for each cause however many requests met it, with a way to try again where that may help.
 * Gives the key of the toast.
 */
export function raiseProblem(problem: LinqProblem, retry: (() => void) | null): string {
  const key = causeOf(problem)
  void raiseInWords(key, problem.message, retry, ({ problemWords }) => problemWords(problem))
  return key
}

/** Takes back what was told under a key, or is about to be. */
export function dismissProblem(key: string): void {
  coming.delete(key)
  dismissToast(key)
}

/** Takes away what was told of single questions. */
export function dismissProblems(): void {
  const keys = [...coming.keys(), ...shownToasts().map((toast) => toast.key)]
  for (const key of keys) if (key.startsWith(causePrefix)) dismissProblem(key)
}

const causePrefix = 'problem:'

/** What two problems share when they have the same cause. */
function causeOf(problem: LinqProblem): string {
  return `${causePrefix}${problem.kind}:${problem.status ?? ''}:${problem.code ?? ''}`
}

/** Toasts whose words are being loaded; another one under the same key, or its end, comes first. */
const coming = new Map<string, object>()

/** Loads the words for troubles: in a quiet moment, because they may be needed when the network is away. */
export function loadProblemWords(): Promise<typeof import('./problem-words')> {
  return import('./problem-words')
}

/** The words for troubles are loaded with the first trouble; where they cannot be, Linq's own message is told. */
export async function raiseInWords(
  key: string,
  message: string,
  retry: (() => void) | null,
  wordsOf: (words: typeof import('./problem-words')) => ToastWords,
): Promise<void> {
  const own = {}
  coming.set(key, own)
  const words = await loadProblemWords().then(wordsOf, (): ToastWords => ({
    title: 'Contacts could not be read',
    text: message,
  }))
  if (coming.get(key) !== own) return
  coming.delete(key)
  const action = {
    label: 'Try again',
    run: () => {
      dismissToast(key)
      retry?.()
    },
  }
  raiseToast({ key, tone: 'error', ...(retry && { action }), ...words })
}

import { StartError, readSettings } from '../settings'

/** The sentence with which these settings are refused. @throws Error when they are accepted */
export function sentenceFor(env: Record<string, string>): string {
  try {
    readSettings(env)
  } catch (error) {
    if (error instanceof StartError) return error.message
    throw error
  }
  throw new Error('the settings were accepted')
}

import { expect, it } from 'vitest'

import { promptOfChoice } from './provider'

// As they write themselves; only Google does not know `login`.
it.each([
  ['https://accounts.google.com', undefined, 'select_account'],
  ['https://login.microsoftonline.com/0a-1b/v2.0', undefined, 'select_account'],
  ['https://company.okta.com', undefined, 'login'],
  ['https://company.okta.com', ['login', 'select_account'], 'select_account'],
  ['https://company.okta.com', ['none', 'login'], 'login'],
  ['https://accounts.google.com.evil.example', undefined, 'login'],
])('who is to choose an account at %s (%j) is asked for %s', (issuer, values, prompt) => {
  const known = values === undefined ? {} : { prompt_values_supported: values }
  expect(promptOfChoice({ issuer, ...known })).toBe(prompt)
})

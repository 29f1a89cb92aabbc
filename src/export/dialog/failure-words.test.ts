import { expect, it } from 'vitest'

import { DIRECTORY_STOPPED } from '../../directory/directory'
import { LinqError } from '../../linq/linq-error'
import { failureWords } from './failure-words'

it('says what helps: to start the worker again where it has ended, and else to try again', () => {
  const ended = new LinqError({ kind: 'refused', message: 'ended', code: DIRECTORY_STOPPED })
  expect(failureWords(ended, 'file').text).toBe(
    'The part of this page that makes it has ended: start it again first. Nothing was saved.',
  )
  expect(failureWords(new Error('odd'), 'file')).toEqual({
    title: 'The file could not be made',
    text: 'Nothing was saved. Try it again, or in another format.',
    details: ['Error: odd'],
  })
})

import { describe, expect, it } from 'vitest'

import { NO_OWNER, type OwnerFacet } from '../../../directory/view-query'
import { likelyDefaultOwner } from './default-owner'

function facet(id: number, count: number): OwnerFacet {
  const owner = { id, name: `Owner ${id}`, first_name: '', last_name: '', email: '' }
  return { key: String(id), owner, count }
}

describe('the owner that may be the default one', () => {
  it('has at least twice as many contacts as the next one, and a tenth of all', () => {
    expect(likelyDefaultOwner([facet(1, 30), facet(2, 60), facet(3, 10)])?.key).toBe('2')
    expect(likelyDefaultOwner([facet(1, 31), facet(2, 60), facet(3, 10)])).toBeNull()
    const many = Array.from({ length: 40 }, (_, at) => facet(at + 2, 4))
    expect(likelyDefaultOwner([facet(1, 9), ...many])).toBeNull()
  })

  it('is nobody among few contacts, or where there is one owner alone', () => {
    expect(likelyDefaultOwner([facet(1, 40), facet(2, 2)])).toBeNull()
    expect(likelyDefaultOwner([facet(1, 400)])).toBeNull()
    expect(
      likelyDefaultOwner([{ key: NO_OWNER, owner: null, count: 900 }, facet(1, 50), facet(2, 50)]),
    ).toBeNull()
  })
})

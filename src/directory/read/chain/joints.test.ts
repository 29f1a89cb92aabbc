import { describe, expect, it } from 'vitest'

import { Joints } from './joints'

/** The top and the end of a list, read one after the other, that share one contact in these rows. */
function joined(top: { total: number; row: number }, end: { total: number; row: number }): boolean {
  const joints = new Joints()
  joints.add({ start: 0, total: top.total, isTop: true, touchesEnd: false })
  joints.add({ start: 90, total: end.total, isTop: false, touchesEnd: true })
  joints.meet(1, end.row, 0, top.row)
  return joints.areWhole
}

describe('a joint of two sights', () => {
  it('is sure where nothing happened, or one thing that a total tells of', () => {
    expect(joined({ total: 180, row: 95 }, { total: 180, row: 95 })).toBe(true)
    // Somebody came above, left above, came below, left below.
    expect(joined({ total: 180, row: 95 }, { total: 181, row: 96 })).toBe(true)
    expect(joined({ total: 180, row: 95 }, { total: 179, row: 94 })).toBe(true)
    expect(joined({ total: 180, row: 95 }, { total: 181, row: 95 })).toBe(true)
    expect(joined({ total: 180, row: 95 }, { total: 179, row: 95 })).toBe(true)
  })

  it('is doubted where one more stands above and one fewer below: somebody went across', () => {
    expect(joined({ total: 180, row: 95 }, { total: 180, row: 96 })).toBe(false)
  })

  it('is doubted where the rows of the top are given out as others', () => {
    expect(joined({ total: 950, row: 0 }, { total: 950, row: 900 })).toBe(false)
  })

  it('is sure where the totals in between tell of one who came and one who left', () => {
    const joints = new Joints()
    joints.add({ start: 0, total: 180, isTop: true, touchesEnd: false })
    joints.add({ start: 0, total: 181, isTop: true, touchesEnd: false })
    joints.add({ start: 90, total: 180, isTop: false, touchesEnd: true })
    joints.meet(2, 96, 0, 95)
    expect(joints.areWhole).toBe(true)
  })

  it('is sure where the lower one was read first: whoever went down is met further down', () => {
    const joints = new Joints()
    joints.add({ start: 90, total: 180, isTop: false, touchesEnd: true })
    joints.add({ start: 0, total: 180, isTop: true, touchesEnd: false })
    joints.meet(1, 94, 0, 95)
    joints.meet(1, 96, 0, 95)
    expect(joints.areWhole).toBe(true)
  })
})

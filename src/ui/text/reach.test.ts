import { describe, expect, it } from 'vitest'

import { callLink, mailLink, textLink } from './reach'

describe('a link to reach somebody', () => {
  it('dials what was written without its groups', () => {
    expect(callLink('+1 (555) 123-4567')).toBe('tel:+15551234567')
    expect(textLink('555.123.4567')).toBe('sms:5551234567')
  })

  it('keeps an extension apart', () => {
    expect(callLink('555-123-4567 ext. 89')).toBe('tel:5551234567;ext=89')
    expect(callLink('+1 415 555 2671 x12')).toBe('tel:+14155552671;ext=12')
    expect(textLink('+1 415 555 2671 x12')).toBe('sms:+14155552671')
  })

  it('keeps a plus in brackets and in full width', () => {
    expect(callLink('(+48) 22 555 01 47')).toBe('tel:+48225550147')
    expect(callLink('＋48 22 555 01 47')).toBe('tel:+48225550147')
  })

  it('is not made of what cannot be dialled', () => {
    expect(callLink('')).toBeNull()
    expect(callLink('ask Tom')).toBeNull()
    expect(callLink('javascript:alert(1)')).toBeNull()
  })

  it('cannot add headers to a mail', () => {
    expect(mailLink('a@b.example?bcc=all@c.example')).toBe('mailto:a@b.example%3Fbcc%3Dall@c.example')
    expect(mailLink('nobody')).toBeNull()
  })
})

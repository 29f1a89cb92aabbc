import { describe, expect, it } from 'vitest'

import { callLink, mailLink, textLink } from './reach'

describe('a link to reach somebody', () => {
  it('dials what was written without its groups', () => {
    expect(callLink('+1 (555) 123-4567')).toBe('tel:+15551234567')
    expect(textLink('555.123.4567')).toBe('sms:5551234567')
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

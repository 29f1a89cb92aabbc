import { Download } from 'lucide-react'
import { useMemo } from 'react'

import { vcardOf } from '../../directory/vcard'
import { type Contact, contactName } from '../../linq/contact'
import { Button } from '../../ui/button'
import { downloadFile } from '../../ui/download'
import { QrCode } from '../../ui/qr/qr-code'
import { qrPath } from '../../ui/qr/qr-path'

interface ContactCodeProps {
  contact: Contact
  /** As it is shown. */
  name: string
  /** Whether phone and email must not be read off the screen: a code is read by any camera. */
  isHidden: boolean
}

/** The contact's card: as a code for the camera of a phone, and as a file. */
export function ContactCode({ contact, name, isHidden }: ContactCodeProps) {
  const code = useMemo(() => (isHidden ? null : qrPath(vcardOf(contact, 'code'))), [contact, isHidden])
  return (
    <section aria-label="Card" className="flex flex-wrap items-start gap-4 border-t border-line pt-5">
      {code && <QrCode code={code} label={`QR code of the card of ${name}`} />}
      <div className="min-w-0 flex-[1_1_160px]">
        <h3 className="font-semibold">Save on a phone</h3>
        <p className="wrap-anywhere mb-2.5 mt-0.5 text-fg-2">
          {isHidden ? (
            'Emails and phones are hidden, and so is the code that holds them. The file holds real values.'
          ) : code ? (
            <>
              Point the camera here to add{' '}
              <bdi className="whitespace-normal">{contact.first_name.trim() || name}</bdi> to its contacts.
              Nothing is sent.
            </>
          ) : (
            'This card is too long for a code that a camera can read. The file holds all of it.'
          )}
        </p>
        <Button
          size="small"
          icon={<Download className="size-4" aria-hidden />}
          onClick={() =>
            downloadFile(
              new Blob([vcardOf(contact)], { type: 'text/vcard' }),
              cardFileName(contactName(contact)),
            )
          }
        >
          Save vCard
        </Button>
      </div>
    </section>
  )
}

/** Letters and digits of any script; what a system or a reader could take for something else is left out. */
export function cardFileName(name: string): string {
  const kept = name
    .replace(/[^\p{L}\p{M}\p{N}@.-]+/gu, '-')
    .slice(0, 80)
    .toWellFormed()
    .replace(/^[-.]+|[-.\ufffd]+$/g, '')
  return `contact_${kept || 'card'}.vcf`
}

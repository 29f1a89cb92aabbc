import { Download, Upload } from 'lucide-react'
import { useRef } from 'react'

import { IconButton, TextButton } from '../../ui/button'
import { downloadFile } from '../../ui/download'
import { countOf } from '../../ui/text/format'
import { printViews, readViews, withImported } from '../../view/named/named-view'
import { keepViews, namedViews, useNamedViews } from '../../view/named/named-views'
import type { Told } from './views-actions'

/** Ten thousand views take less. */
const LARGEST_FILE = 20_000_000

const importWords = 'Import views from a file'

/** Named views to a file and from one, for another device or a colleague. */
export function ViewsFile({ onTold }: { onTold: (told: Told) => void }) {
  const views = useNamedViews()
  const field = useRef<HTMLInputElement>(null)
  const choose = () => field.current?.click()
  return (
    <>
      {views.length > 0 ? (
        <IconButton label={importWords} size="small" onClick={choose}>
          <Upload className="size-4" aria-hidden />
        </IconButton>
      ) : (
        // Nothing else stands beside it that would say what the sign means.
        <TextButton onClick={choose}>{importWords}</TextButton>
      )}
      <input
        ref={field}
        type="file"
        aria-label="File of views"
        accept=".json,application/json"
        className="hidden"
        onChange={(event) => {
          const file = event.target.files?.[0]
          // The same file can be chosen again.
          event.target.value = ''
          if (file) void importViews(file).then(onTold)
        }}
      />
      {views.length > 0 && (
        <IconButton
          label="Export all views to a file"
          size="small"
          onClick={() =>
            downloadFile(
              new Blob([printViews(views)], { type: 'application/json' }),
              'linq-contacts_views.json',
            )
          }
        >
          <Download className="size-4" aria-hidden />
        </IconButton>
      )}
    </>
  )
}

async function importViews(file: File): Promise<Told> {
  const imported = file.size > LARGEST_FILE ? null : readViews(await file.text().catch(() => ''))
  if (imported === null || imported.length === 0) {
    return {
      isError: true,
      title: `${file.name} holds no views`,
      text: 'Choose a file that “Export all views to a file” has written, on this device or another.',
    }
  }
  const { views, added } = withImported(namedViews(), imported)
  if (added > 0) keepViews(views)
  return {
    title: added === 0 ? 'All of these views are here already' : `${countOf(added, 'view')} imported`,
  }
}

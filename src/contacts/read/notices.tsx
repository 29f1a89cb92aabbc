import { useDirectory, useSnapshot } from '../../view/directory-context'
import { useCopyNotices } from '../copy/use-copy-notices'
import { useReadNotices } from './use-read-notices'

/** Tells what the read and the copy meet; draws nothing. Loaded after the first rows: the result line tells it, too. */
export function Notices({ retry }: { retry: () => void }) {
  const snapshot = useSnapshot()
  useReadNotices(snapshot, useDirectory(), retry)
  useCopyNotices(snapshot)
  return null
}

interface SavePicker {
  showSaveFilePicker: (options: {
    suggestedName: string
    types: { accept: Record<string, string[]> }[]
  }) => Promise<FileSystemFileHandle>
}

/** Whether the browser can write a file where the user says, bit by bit (File System Access, `showSaveFilePicker`). */
export function canAskForPlace(): boolean {
  return 'showSaveFilePicker' in window
}

/**
 * Asks the user where a file goes; to be called in the press of a button, which browsers demand.
 *
 * @throws DOMException `AbortError` when the user names no place
 */
export function askForPlace(
  suggestedName: string,
  mimeType: string,
  extension: string,
): Promise<FileSystemFileHandle> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `canAskForPlace` has looked; TypeScript does not know it yet
  const picker = window as unknown as SavePicker
  return picker.showSaveFilePicker({ suggestedName, types: [{ accept: { [mimeType]: [`.${extension}`] } }] })
}

/** Takes an empty file away, which the browser makes as soon as a place is named. One with bytes was there before. */
export async function dropEmptyFile(place: FileSystemFileHandle): Promise<void> {
  const { size } = await place.getFile()
  if (size === 0 && 'remove' in place && typeof place.remove === 'function') await place.remove()
}

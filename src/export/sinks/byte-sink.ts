/** Where the bytes of a file go. Nothing of a file that was not finished stays anywhere. */
export interface ByteSink {
  /** Resolves when there is room for more. @throws DOMException when the disk is full or may not be written to */
  write: (bytes: string | Uint8Array<ArrayBuffer>) => Promise<void>
  /** Ends the file. Gives its bytes where the browser is still to save them, null where they are saved. */
  finish: (mimeType: string) => Promise<Blob | null>
  /** Gives the unfinished file up. */
  abandon: () => Promise<void>
}

/** Bytes between two looks at a disk: many small writes are slow, and large ones are held twice. */
const chunkBytes = 1 << 20

/**
 * Keeps a file as parts of a Blob. Blobs are the browser's, which puts large ones on the disk; what is here is only the
 * part that is being made.
 */
export function blobSink(): ByteSink {
  let parts: Blob[] = []
  let pending: BlobPart[] = []
  let size = 0
  const settle = () => {
    if (pending.length > 0) parts.push(new Blob(pending))
    pending = []
    size = 0
  }
  return {
    write: async (bytes) => {
      pending.push(bytes)
      size += bytes.length
      if (size >= chunkBytes) settle()
    },
    finish: async (type) => {
      settle()
      return new Blob(parts, { type })
    },
    abandon: async () => {
      parts = []
      pending = []
    },
  }
}

/**
 * Writes a file where the user said (File System Access). The browser writes beside it, and puts the bytes in its place
 * when it is finished (`FileSystemFileHandle.createWritable`), so that an unfinished one never stands there.
 */
export async function storedFileSink(handle: FileSystemFileHandle): Promise<ByteSink> {
  const stream = await handle.createWritable()
  const encoder = new TextEncoder()
  let pending: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  const settle = async () => {
    const bytes = pending
    pending = []
    size = 0
    if (bytes.length > 0) await stream.write(new Blob(bytes))
  }
  return {
    write: async (bytes) => {
      const chunk = typeof bytes === 'string' ? encoder.encode(bytes) : bytes
      pending.push(chunk)
      size += chunk.length
      if (size >= chunkBytes) await settle()
    },
    finish: async () => {
      await settle()
      await stream.close()
      return null
    },
    abandon: () => stream.abort(),
  }
}

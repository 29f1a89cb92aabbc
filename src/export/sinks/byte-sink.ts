import type { FileOutput } from '../file-writer'

/**
 * Where the bytes of a file go. Nothing of a file that was not finished stays anywhere. What writes throws a
 * DOMException when the disk is full or may not be written to.
 */
export interface ByteSink extends FileOutput {
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
    reserve: async () => {
      settle()
      const place = parts.push(new Blob()) - 1
      return async (bytes) => {
        parts[place] = new Blob([bytes])
      }
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
  /** Bytes on the disk: where the pending ones will stand. */
  let stored = 0
  const put = (position: number, data: Blob | Uint8Array<ArrayBuffer>) =>
    stream.write({ type: 'write', position, data })
  const settle = async () => {
    const bytes = pending
    const position = stored
    stored += size
    pending = []
    size = 0
    if (bytes.length > 0) await put(position, new Blob(bytes))
  }
  const write = async (chunk: Uint8Array<ArrayBuffer>) => {
    pending.push(chunk)
    size += chunk.length
    if (size >= chunkBytes) await settle()
  }
  return {
    write: (bytes) => write(typeof bytes === 'string' ? encoder.encode(bytes) : bytes),
    reserve: async (length) => {
      const position = stored + size
      const room = new Uint8Array(length)
      await write(room)
      return async (bytes) => {
        room.set(bytes)
        // What is still pending has it with this; what is stored gets it there.
        if (position < stored) await put(position, room)
      }
    },
    finish: async () => {
      await settle()
      await stream.close()
      return null
    },
    abandon: () => stream.abort(),
  }
}

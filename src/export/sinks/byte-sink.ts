import type { FileOutput } from '../file-writer'
import { utf8Chunks } from './utf8-chunks'

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
  const { add, settle } = utf8Chunks(async (bytes) => {
    parts.push(new Blob([bytes]))
  }, chunkBytes)
  return {
    write: add,
    reserve: async () => {
      await settle()
      const place = parts.push(new Blob()) - 1
      return async (bytes) => {
        parts[place] = new Blob([bytes])
      }
    },
    finish: async (type) => {
      await settle()
      return new Blob(parts, { type })
    },
    abandon: async () => {
      parts = []
    },
  }
}

/**
 * Writes a file where the user said (File System Access). The browser writes beside it, and puts the bytes in its place
 * when it is finished (`FileSystemFileHandle.createWritable`), so that an unfinished one never stands there.
 */
export async function storedFileSink(handle: FileSystemFileHandle): Promise<ByteSink> {
  const stream = await handle.createWritable()
  /** Bytes on the disk: where the next ones will stand. */
  let stored = 0
  const put = (position: number, data: Uint8Array<ArrayBuffer>) =>
    stream.write({ type: 'write', position, data })
  // Bytes of one buffer: Blobs would be kept by the browser until somebody collects the garbage of this worker.
  const append = async (bytes: Uint8Array<ArrayBuffer>) => {
    await put(stored, bytes)
    stored += bytes.length
  }
  const { add, settle } = utf8Chunks(append, chunkBytes)
  return {
    write: add,
    reserve: async (length) => {
      await settle()
      const position = stored
      await append(new Uint8Array(length))
      return (bytes) => put(position, bytes)
    },
    finish: async () => {
      await settle()
      await stream.close()
      return null
    },
    abandon: () => stream.abort(),
  }
}

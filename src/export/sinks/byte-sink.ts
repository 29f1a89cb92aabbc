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
  // One buffer for all writes: Blobs would be kept by the browser until somebody collects the garbage of this worker.
  const buffer = new Uint8Array(chunkBytes)
  let used = 0
  /** Bytes on the disk: where those of the buffer will stand. */
  let stored = 0
  const put = (position: number, data: Uint8Array<ArrayBuffer>) =>
    stream.write({ type: 'write', position, data })
  const settle = async () => {
    if (used > 0) await put(stored, buffer.subarray(0, used))
    stored += used
    used = 0
  }
  const write = async (bytes: Uint8Array<ArrayBuffer>) => {
    if (used + bytes.length > chunkBytes) await settle()
    if (bytes.length > chunkBytes) {
      await put(stored, bytes)
      stored += bytes.length
      return
    }
    buffer.set(bytes, used)
    used += bytes.length
  }
  return {
    write: (bytes) => write(typeof bytes === 'string' ? encoder.encode(bytes) : bytes),
    reserve: async (length) => {
      await write(new Uint8Array(length))
      const position = stored + used - length
      return async (bytes) => {
        if (position < stored) await put(position, bytes)
        else buffer.set(bytes, position - stored)
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

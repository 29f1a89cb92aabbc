import { createContext, useContext, useSyncExternalStore } from 'react'

import type { Directory, DirectorySnapshot, ReadState } from '../directory/directory'

const DirectoryContext = createContext<Directory | null>(null)

/** Gives the directory to everything below. */
export const DirectoryProvider = DirectoryContext.Provider

/** The directory of this page. */
export function useDirectory(): Directory {
  const directory = useContext(DirectoryContext)
  if (!directory) throw new Error('No DirectoryProvider is above this.')
  return directory
}

/** The state of the directory, kept up with its changes. */
export function useSnapshot(): DirectorySnapshot {
  const directory = useDirectory()
  return useSyncExternalStore(directory.subscribe, directory.snapshot)
}

/** How far the read of all contacts has come. */
export function useReadState(): ReadState {
  return useSnapshot().read
}

import { createContext } from 'react'
import type { Album } from '@/lib/albums/contract'

/** The album a list of photos shows, where the viewer may change what is in it: own ones made by hand, and those that they contribute to. */
export const OwnAlbum = createContext<Pick<Album, 'id' | 'title' | 'permissions'> | null>(null)

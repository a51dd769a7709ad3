interface Comment {
  keyword: string
  text: string
}

interface PngProfiles {
  exif: Uint8Array | null
  xmp: Uint8Array | null
  iptc: Uint8Array | null
  /** The texts that are no profile. */
  comments: Comment[]
}

const PREFIX = 'Raw profile type '

/** ImageMagick's way to keep metadata in PNG before the eXIf chunk was: a name, a length and hexadecimal digits in a text chunk. */
export function readPngProfiles(comments: Comment[]): PngProfiles {
  const found: PngProfiles = { exif: null, xmp: null, iptc: null, comments: [] }
  for (const comment of comments) {
    if (!comment.keyword.startsWith(PREFIX)) {
      if (comment.keyword === 'XML:com.adobe.xmp') found.xmp ??= Buffer.from(comment.text)
      else found.comments.push(comment)
      continue
    }
    const bytes = unhex(comment.text)
    const kind = comment.keyword.slice(PREFIX.length).toLowerCase()
    if (kind === 'iptc' || kind === '8bim') found.iptc ??= bytes
    else if (kind === 'xmp') found.xmp ??= bytes
    else if ((kind === 'exif' || kind === 'app1') && bytes.subarray(0, 4).toString('latin1') === 'Exif')
      found.exif ??= bytes
    else if (kind === 'app1') found.xmp ??= bytes.subarray(bytes.indexOf(0) + 1)
  }
  return found
}

function unhex(text: string): Buffer {
  const match = /^\s*\S+\s+(\d+)\s+([0-9a-fA-F\s]*)/.exec(text)
  return Buffer.from((match?.[2] ?? '').replaceAll(/\s+/g, ''), 'hex').subarray(0, Number(match?.[1] ?? 0))
}

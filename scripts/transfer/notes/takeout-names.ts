// Which .json of Google Takeout is about which picture of its folder. The names alone say it, and they are shortened, numbered and
// translated: what is known of them stands here.

/** What Takeout appends to a picture's name since 2024, whole or cut. */
const APPENDIX = '.supplemental-metadata'
/** Takeout cuts a name at 51 characters with `.json`, so at 46 without. */
const CUT = 46
/** Marks of an edited copy, which shares the note of its original. */
const EDITED = [
  'edited',
  'bearbeitet',
  'modifié',
  'editado',
  'editada',
  'modificato',
  'bewerkt',
  'redigerad',
  'redigeret',
  'muokattu',
  'edytowane',
  'upraveno',
  'düzenlendi',
  'изменено',
  '編集済み',
  '编辑',
  '已編輯',
  '수정됨',
]
/** Shorter stems than this were not cut, so an edited mark stands in them whole. */
const CUT_STEM = 44

interface Name {
  stem: string
  extension: string
  /** `(1)` of a second file of the same name; '' for the first. */
  number: string
}

/**
 * @param pictures names of pictures of one folder
 * @param notes names of its `.json` files
 * @returns the note of each picture that has one
 */
export function matchTakeout(pictures: string[], notes: string[]): Map<string, string> {
  const index = new NoteIndex(notes)
  const found = new Map<string, string>()
  for (const picture of pictures) {
    const note = index.find(picture)
    if (note !== null) found.set(picture, note)
  }
  return found
}

class NoteIndex {
  /** By what a note is about and its number, folded. */
  readonly #notes = new Map<string, string>()
  /** The same without the extension; null where several are meant. */
  readonly #stems = new Map<string, string | null>()

  constructor(notes: string[]) {
    for (const note of notes) {
      const parts = /^(.*?)(\(\d+\))?\.json$/i.exec(note)
      if (!parts) continue
      const [, about = '', number = ''] = parts
      this.#notes.set(fold(about + number), note)
      const stem = fold(parse(withoutAppendix(about)).stem + number)
      this.#stems.set(stem, this.#stems.has(stem) ? null : note)
    }
  }

  find(picture: string): string | null {
    const name = parse(picture)
    const own = this.#ofItself(picture, name)
    if (own !== null) return own
    const original = originalOf(name)
    const shared =
      original === null ? null : (this.#ofItself(original, parse(original)) ?? this.#ofStem(parse(original)))
    return shared ?? this.#ofStem(name)
  }

  /** As it stands first: a file may itself be called `IMG(1).jpg`. */
  #ofItself(picture: string, { stem, extension, number }: Name): string | null {
    const whole = this.#first(wholeNames(picture), '')
    if (whole !== null) return whole
    const plain = stem + extension
    return this.#first(wholeNames(plain), number) ?? this.#first(cutNames(plain), number)
  }

  #first(candidates: Iterable<string>, number: string): string | null {
    for (const candidate of candidates) {
      const note = this.#notes.get(fold(candidate + number))
      if (note !== undefined) return note
    }
    return null
  }

  /** The picture was converted: `IMG.heic.json` and `IMG.jpg`. */
  #ofStem({ stem, number }: Name): string | null {
    return this.#stems.get(fold(stem + number)) ?? null
  }
}

/** What a note may be called, without `(1)` and `.json`. */
function* wholeNames(picture: string): Generator<string> {
  yield picture
  for (let end = APPENDIX.length; end > 0; end -= 1) yield picture + APPENDIX.slice(0, end)
}

/** The same, cut within the picture's name, by characters or by bytes; the name of the picture itself is cut later. */
function* cutNames(picture: string): Generator<string> {
  const characters = [...picture]
  for (const length of [CUT, CUT + 1, CUT - 1]) {
    if (characters.length > length) yield characters.slice(0, length).join('')
  }
  const bytes = Buffer.from(picture)
  if (bytes.length > CUT)
    yield bytes
      .subarray(0, CUT)
      .toString('utf8')
      .replace(/\ufffd$/u, '')
}

/** The name of the picture that an edited copy was made of; null where it is none. */
function originalOf({ stem, extension, number }: Name): string | null {
  const folded = fold(stem)
  for (const mark of EDITED) {
    const ending = `-${mark}`
    if (folded.endsWith(ending)) return stem.slice(0, -ending.length) + number + extension
  }
  if ([...stem].length < CUT_STEM) return null
  const cut = /^(.+)-(\p{L}+)$/u.exec(stem)
  const isCut = cut !== null && EDITED.some((mark) => mark.startsWith(fold(cut[2] as string)))
  return isCut ? (cut[1] as string) + number + extension : null
}

function parse(name: string): Name {
  const [, stem = name, number = '', extension = ''] = /^(.*?)(\(\d+\))?(\.[^.]{1,8})?$/su.exec(name) ?? []
  return { stem, number, extension }
}

function withoutAppendix(about: string): string {
  for (let end = APPENDIX.length; end > 1; end -= 1) {
    const appendix = APPENDIX.slice(0, end)
    if (about.toLowerCase().endsWith(appendix)) return about.slice(0, -appendix.length)
  }
  return about
}

function fold(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

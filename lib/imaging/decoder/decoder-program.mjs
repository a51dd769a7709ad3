/** What runs in a decoder child, from the project's root. */
export const DECODER_CHILD = 'lib/imaging/decoder/decoder-child.ts'

/** The type faces of the PDF, and which of them has a character: a missing glyph would be an empty box in print. */
import { create, type Font } from 'fontkit'

/** A face in two weights, as WOFF or TrueType. */
export interface Face {
  readonly name: string
  readonly normal: Uint8Array
  readonly bold: Uint8Array
}

export interface FontBook {
  readonly faces: readonly Face[]
  /** Face of running text: each language's punctuation has a width of its own. */
  readonly text: string
  /** Cuts a text where another face must take over; what no face has becomes `unknownMark`. */
  runs(text: string, preferred: string): { face: string; text: string }[]
}

const unknownMark = '?'

/**
 * @param faces in the order in which they are asked
 * @param text name of the face of running text
 * @example makeFontBook([latin, chinese, mono], 'latin').runs('128 个账户', 'latin')
 */
export function makeFontBook(faces: readonly Face[], text: string): FontBook {
  const fonts = new Map<string, Font>()
  // Reading a large face takes a second, and most dossiers never need it.
  const font = (face: Face): Font => {
    const known = fonts.get(face.name)
    const read = known ?? (create(Buffer.from(face.normal)) as Font)
    if (known === undefined) fonts.set(face.name, read)
    return read
  }
  const has = (face: Face, character: string): boolean =>
    font(face).hasGlyphForCodePoint(character.codePointAt(0) ?? 0)
  return {
    faces,
    text,
    runs: (words, preferred) => {
      const order = faces.toSorted((a, b) => Number(b.name === preferred) - Number(a.name === preferred))
      const runs: { face: string; text: string }[] = []
      for (const character of words) {
        const face = character === '\n' ? undefined : order.find(one => has(one, character))
        const last = runs.at(-1)
        const name = face?.name ?? last?.face ?? preferred
        const shown = face === undefined && character !== '\n' ? unknownMark : character
        if (last?.face === name) last.text += shown
        else runs.push({ face: name, text: shown })
      }
      return runs
    },
  }
}

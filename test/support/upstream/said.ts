/** What a stand-in model says, in no API's form. */
export interface Said {
  readonly text: string
  readonly input: number
  readonly output: number
  readonly cached: number
  readonly reasoning: number
}

/** `word0 word1 …` */
export const saidWords = (words: number): Said => ({
  text: Array.from({ length: words }, (_, at) => `word${at} `).join(''),
  input: 21,
  output: words,
  cached: 4,
  reasoning: 3,
})

/** Long answers in a few pieces, short ones word by word: both are what providers do. */
export function piecesOf(text: string): string[] {
  const words = text.match(/\S+\s*/g) ?? []
  const size = Math.ceil(words.length / 24)
  return Array.from({ length: Math.ceil(words.length / Math.max(1, size)) }, (_, at) =>
    words.slice(at * size, (at + 1) * size).join(''),
  )
}

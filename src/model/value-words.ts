/** Codes of detection that nobody outside it can read, in words: how a mail address is built, which part of a prompt. */

/** `L5D4`: letters, digits and separators of an address before the at sign, by class. */
const shape = /^(?:[LD]\d+[._+-]?)+$/

interface ShapeWords {
  letters(count: string): string
  digits(count: string): string
  joint: string
}
const english: ShapeWords = {
  letters: count => `${count} ${count === '1' ? 'letter' : 'letters'}`,
  digits: count => `${count} ${count === '1' ? 'digit' : 'digits'}`,
  joint: ', ',
}
const chinese: ShapeWords = {
  letters: count => `${count} 个字母`,
  digits: count => `${count} 个数字`,
  joint: '、',
}

/** `5 letters, 4 digits`; undefined for what is no shape of ours. */
export function shapeInWords(code: string, language: 'en' | 'zh'): string | undefined {
  if (code.length > 60 || !shape.test(code)) return undefined
  const words = language === 'zh' ? chinese : english
  return [...code.matchAll(/([LD])(\d+)|[._+-]/g)]
    .map(([sign, kind, count = '']) =>
      kind === undefined ? `“${sign}”` : kind === 'L' ? words.letters(count) : words.digits(count),
    )
    .join(words.joint)
}

/** An English sentence of evidence with its codes explained; everything else stays as it was stored. */
export const explained = (sentence: string): string =>
  sentence
    .replace(/^((?:\d+ of \d+ members agree on )?template) (opening|closing) /i, '$1 by its $2 words ')
    .replace(
      /^((?:\d+ of \d+ members agree on )?mail shape) ([\w.+-]{2,60})(?=[:;]|$)/i,
      (all, before, code) => {
        const words = shapeInWords(code, 'en')
        return words === undefined ? all : `${before} ${code} (${words})`
      },
    )

import { sentenceInChinese, valueInChinese } from '../../src/model/chinese/sentences.ts'
import { plainText } from '../../src/model/plain-text.ts'
import { explained } from '../../src/model/value-words.ts'
import { capital } from '../format.ts'
import { language } from '../words.ts'
import { shortened } from './name.tsx'

/** A sentence with a value in it; a whole reason somebody wrote is shown as a name is. */
const mostSaid = 4_000

/** A stored sentence in the language in use; one that cannot be told in it stands in English, and says so to readers. */
export function Said({ text, className }: { text: string; className?: string }) {
  const own = language === 'zh' ? sentenceInChinese(text) : undefined
  return (
    <span className={className} lang={language === 'zh' && own === undefined ? 'en' : undefined}>
      {capital(said(text))}
    </span>
  )
}

/** A shared value as evidence names it: `mail domain example.org`. */
export const valueText = (value: string): string =>
  plainText(language === 'zh' ? valueInChinese(value) : explained(value))

export const said = (text: string): string =>
  shortened(plainText(language === 'zh' ? (sentenceInChinese(text) ?? text) : explained(text)), mostSaid)

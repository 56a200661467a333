import { sentenceInChinese } from '../../src/model/chinese/sentences.ts'
import { plainText } from '../../src/model/plain-text.ts'
import { capital } from '../format.ts'
import { language } from '../words.ts'

/** A stored sentence in the language in use; one that cannot be told in it stands in English, and says so to readers. */
export function Said({ text, className }: { text: string; className?: string }) {
  const own = language === 'zh' ? sentenceInChinese(text) : undefined
  return (
    <span className={className} lang={language === 'zh' && own === undefined ? 'en' : undefined}>
      {capital(plainText(own ?? text))}
    </span>
  )
}

export const said = (text: string): string =>
  plainText((language === 'zh' ? sentenceInChinese(text) : undefined) ?? text)

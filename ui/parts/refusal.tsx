import { errorInChinese } from '../../src/model/chinese/errors.ts'
import { plainText } from '../../src/model/plain-text.ts'
import { language, t } from '../words.ts'

/** What the service said no with: a stable code, and its own words in English. */
export interface Refused {
  code: string
  message: string
}

const own = ({ code, message }: Refused): string | undefined =>
  language === 'zh' ? errorInChinese(code, plainText(message)) : undefined

/** In the language in use; a code that it has no words for keeps its English. */
export const refusalText = (refused: Refused): string => own(refused) ?? plainText(refused.message)

/** The same as a piece of the page, marked as English where it is. */
export const RefusalText = (refused: Refused) => (
  <span lang={language === 'zh' && own(refused) === undefined ? 'en' : undefined}>
    {refusalText(refused)}
  </span>
)

/** Beside the act that was refused. */
export const Refusal = ({ why }: { why: Refused }) => (
  <p className="warn" role="alert">
    {t.act.refused} <RefusalText {...why} />
  </p>
)

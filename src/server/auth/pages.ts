/** The two pages that stand before the page: no script, no style of their own, nothing from elsewhere. */
import { errorInChinese } from '../../model/chinese/errors.ts'
import type { Language } from '../../model/dossier.ts'

/** What a browser asks for first; the page itself remembers a choice, this one cannot. */
export const languageOf = (request: Request): Language =>
  /^\s*zh\b/i.test(request.headers.get('accept-language') ?? '') ? 'zh' : 'en'

const words = {
  en: { title: 'Sign in', provider: 'Sign in with your organisation', token: 'Token', onward: 'Continue' },
  zh: { title: '登录', provider: '通过所在组织登录', token: '令牌', onward: '继续' },
} as const

const head = (language: Language): string =>
  `<!doctype html><html lang="${language === 'zh' ? 'zh-Hans' : 'en'}"><meta charset="utf-8"><meta name="robots" content="noindex">`

interface LoginParts {
  readonly hasProvider: boolean
  readonly language: Language
  /** Why the last attempt failed: one of our own refusals, never what somebody sent. */
  readonly refused?: { readonly code: string; readonly message: string }
}

export function loginPage({ hasProvider, language, refused }: LoginParts): string {
  const { title, provider, token } = words[language]
  const why =
    refused === undefined
      ? ''
      : ((language === 'zh' ? errorInChinese(refused.code, refused.message) : undefined) ?? refused.message)
  return `${head(language)}<title>${title} · Stillwatch</title>
<meta name="viewport" content="width=device-width">
<main>
<h1>Stillwatch</h1>
${hasProvider ? `<p><a href="/auth/begin">${provider}</a></p>` : ''}
<form method="post" action="/login">
${why === '' ? '' : `<p role="alert">${why}</p>`}
<p><label>${token} <input name="token" type="password" autocomplete="off" spellcheck="false" required></label>
<button>${title}</button></p>
</form>
</main></html>`
}

/**
 * After the way over another site the browser would not send the strict cookie with a redirect; it does with what this
 * page asks for.
 */
export const onwardPage = (language: Language): string =>
  `${head(language)}<title>Stillwatch</title><meta http-equiv="refresh" content="0;url=/">
<p><a href="/">${words[language].onward}</a></p></html>`

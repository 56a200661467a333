/** The page's own words, by language. A word that one language lacks does not compile. */
import { plainText } from '../src/model/plain-text.ts'
import { en } from './words/en.ts'
import { zh } from './words/zh.ts'

export type Words = typeof en
export const languages = ['en', 'zh'] as const
export type Language = (typeof languages)[number]

const catalogues: Readonly<Record<Language, Words>> = { en, zh }
const key = 'stillwatch.language'

/** The words of the language in use; the whole page is drawn again when it changes. */
export let t: Words = en
export let language: Language = 'en'

/** Stored choice, else what the browser asks for, else English. */
export function storedLanguage(): Language {
  try {
    const stored = localStorage.getItem(key)
    const chosen = languages.find(one => one === stored)
    if (chosen !== undefined) return chosen
  } catch {
    // Storage may be switched off; then the browser decides.
  }
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

export function speak(next: Language): void {
  language = next
  t = catalogues[next]
  document.documentElement.lang = next === 'zh' ? 'zh-Hans' : 'en'
  try {
    localStorage.setItem(key, next)
  } catch {
    // Not kept; the page still speaks it until it is left.
  }
}

/** No machine's word is longer; whatever is came with the data. */
const longest = 120

/** A machine's word in the language in use; what the catalogue does not know stays as it is. */
export const named = (words: Readonly<Record<string, string>>, id: string): string =>
  (Object.hasOwn(words, id) ? words[id] : undefined) ??
  plainText(id.slice(0, longest)).replaceAll('-', ' ').replaceAll('_', ' ')

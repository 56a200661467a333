/** The languages people write in, and how one person phrases things. */
import { pick, type Rng } from '../../rng.ts'
import { chance } from '../draw.ts'
import { arabic } from './arabic.ts'
import { chinese } from './chinese.ts'
import { english } from './english.ts'
import type { Bindings, Grammar } from './grammar.ts'
import { japanese } from './japanese.ts'
import { russian } from './russian.ts'
import { spanish } from './spanish.ts'

export const languages = {
  en: english,
  zh: chinese,
  es: spanish,
  ja: japanese,
  ru: russian,
  ar: arabic,
} as const
export type Language = keyof typeof languages

/** What stays the same in one person's writing. */
export interface Voice {
  readonly grammar: Grammar
  readonly interests: readonly string[]
  readonly isLowercase: boolean
  readonly greets: number
  readonly closes: number
  /** How often another sentence is added, and how often something long is pasted in. */
  readonly tells: number
  readonly pastes: number
}

export function makeVoice(rng: Rng, language: Language): Voice {
  const grammar = languages[language]
  const interests: string[] = []
  const wanted = 3 + Math.floor(rng() * 12)
  while (interests.length < wanted) interests.push(grammar.say('topic', rng))
  return {
    grammar,
    interests,
    isLowercase: chance(rng, 0.2),
    greets: rng() ** 2,
    closes: rng() ** 2,
    tells: rng() * 0.8,
    pastes: rng() ** 3 * 0.3,
  }
}

/** A new subject: mostly one of the person's own. */
export function drawTopic(rng: Rng, voice: Voice): Bindings {
  const other = voice.grammar.say('topic', rng)
  return {
    topic: chance(rng, 0.55) ? pick(rng, voice.interests) : other,
    topic2: voice.grammar.say('topic', rng),
  }
}

const inVoice = (text: string, voice: Voice): string => (voice.isLowercase ? text.toLowerCase() : text)

/** The first message of a conversation. */
export function firstMessage(rng: Rng, voice: Voice, topic: Bindings): string {
  const { grammar } = voice
  let text = grammar.say('ask', rng, topic)
  if (chance(rng, voice.greets)) text = grammar.say('opener', rng, topic) + text
  for (let i = 0; i < 8 && chance(rng, voice.tells); i++) text += ` ${grammar.say('detail', rng, topic)}`
  if (chance(rng, voice.pastes)) text += `\n${pastedText(rng, voice)}`
  if (chance(rng, voice.closes)) text += grammar.say('closer', rng, topic)
  return inVoice(text, voice)
}

/** A letter, a page, notes: what people paste to have something done with it. */
export function pastedText(rng: Rng, voice: Voice): string {
  let text = ''
  const sentences = 4 + Math.floor(rng() * 14)
  for (let i = 0; i < sentences; i++) text += `${voice.grammar.say('story', rng)} `
  return text
}

/** A later message. */
export function followMessage(rng: Rng, voice: Voice, topic: Bindings): string {
  const text = voice.grammar.say('follow', rng, topic)
  return inVoice(
    chance(rng, voice.tells) ? `${text} ${voice.grammar.say('detail', rng, topic)}` : text,
    voice,
  )
}

/** An answer of two to four sentences. */
export function answerText(rng: Rng, voice: Voice, topic: Bindings): string {
  let text = voice.grammar.say('answer', rng, topic)
  const more = 1 + Math.floor(rng() * 3)
  for (let i = 0; i < more; i++) text += ` ${voice.grammar.say('answer', rng, topic)}`
  return text
}

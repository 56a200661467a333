/** Names of things in each language: capabilities, families, kinds of network, likelihoods. */
import { actorNames as englishActors, actNames as englishActs } from '../../model/act-names.ts'
import {
  actNames,
  actorNames,
  capabilityNames,
  familyInnocent,
  familyNames,
  networkNames,
  sourceNames,
  stateNames,
} from '../../model/chinese/names.ts'
import { signalsInChinese } from '../../model/chinese/signals.ts'
import type { Language } from '../../model/dossier.ts'
import type { Likelihood } from '../../model/dossier-terms.ts'
import type { Family } from '../../model/finding.ts'
import { familyWords } from '../families.ts'
import { label } from '../words.ts'

const chinese: Readonly<Record<string, string>> = {
  ...networkNames,
  ...sourceNames,
  ...capabilityNames,
  ...familyNames,
  ...stateNames,
  ...actNames,
  ...actorNames,
  low: '低',
  moderate: '中',
  high: '高',
}

const english: Readonly<Record<string, string>> = {
  'sign-up': 'sign-up',
  new: 'not reviewed',
  conversations: 'session ids',
  ...englishActs,
  ...englishActors,
}

/** A name of ours in the language of the dossier; a name that came with the data stays as it is. */
export const wordIn = (language: Language, id: string): string =>
  language === 'zh' ? (own(chinese, id) ?? id) : (own(english, id) ?? label(id))

const own = (words: Readonly<Record<string, string>>, id: string): string | undefined =>
  Object.hasOwn(words, id) ? words[id] : undefined

const likelihoodWords: Record<Language, Record<Likelihood, string>> = {
  en: {
    'almost-no-chance': 'with almost no chance',
    'very-unlikely': 'very unlikely',
    unlikely: 'unlikely',
    'roughly-even': 'with roughly even chance',
    likely: 'likely',
    'very-likely': 'very likely',
    'almost-certain': 'almost certainly',
  },
  zh: {
    'almost-no-chance': '几乎不可能',
    'very-unlikely': '很不可能',
    unlikely: '不大可能',
    'roughly-even': '可能性约为一半',
    likely: '可能',
    'very-likely': '很可能',
    'almost-certain': '几乎肯定',
  },
}

/** The same term standing by itself: `almost certain`. */
export const termIn = (language: Language, term: Likelihood): string =>
  language === 'zh' ? likelihoodWords.zh[term] : term === 'roughly-even' ? 'roughly even chance' : label(term)

/** The term within a sentence: it is `almost certainly` so. */
export const likelihoodIn = (language: Language, term: Likelihood): string => likelihoodWords[language][term]

/** ICD 203, section D.6.e(2)(a): lower bounds of the terms, the most likely first. */
const bounds: readonly (readonly [number, Likelihood])[] = [
  [0.95, 'almost-certain'],
  [0.8, 'very-likely'],
  [0.55, 'likely'],
  [0.45, 'roughly-even'],
  [0.2, 'unlikely'],
  [0.05, 'very-unlikely'],
]

export const likelihoodOf = (probability: number): Likelihood =>
  bounds.find(([least]) => probability >= least)?.[1] ?? 'almost-no-chance'

/** Who else leaves the trace, in the words of its signal; of its family where a signal has none. */
export const innocentIn = (
  language: Language,
  signal: string,
  family: Family,
  told: string | undefined,
): string =>
  language === 'zh'
    ? (signalsInChinese[signal]?.innocent ?? familyInnocent[family])
    : (told ?? familyWords[family].innocent)

/** Prompts for the hub world: put together from parts, so that strangers hardly ever write the same sentence. */
import { pick, type Rng, randomInt } from '../../src/rng.ts'

const places =
  'Trento Aarhus Mombasa Cusco Kyoto Halifax Porto Leeds Pune Cork Tartu Lyon Graz Oslo Hue Perth'.split(' ')
const people = 'Ana Bilal Chiara Deniz Emeka Farah Goran Hana Ivo Jun Kemal Lena Mateo Nour Olga Priya'.split(
  ' ',
)
const things =
  'invoice lease recipe itinerary cover letter|garden plan|thesis chapter|budget sheet|wedding speech|shift roster|bug report|sales pitch|lesson plan|physio programme|grant proposal|product listing|bicycle repair|tax return|board game rule|short story|knitting pattern|data pipeline|insurance claim|choir rehearsal|warehouse layout|podcast script|meal plan|apartment viewing'
    .split('|')
    .flatMap(text => (text.startsWith('invoice') ? text.split(' ').slice(0, 4) : [text]))
const qualities =
  'short friendly careful blunt formal playful cheap quick thorough plain warm strict modest bold'.split(' ')
const worries =
  'the deadline moved|my colleague disagrees|the numbers do not add up|I lost the first draft|it has to fit one page|nobody answered yet|the client is picky|I only have a phone here|the weather may change|the old version broke|my notes are a mess|the budget was cut'.split(
    '|',
  )
const asks = {
  writing: [
    'Write a {q} {t} for {p} in {c}',
    'Help me start a {q} {t}',
    'Could you draft the {t} that {p} needs',
  ],
  advice: [
    'How would you handle a {t} when {w}',
    'What should I check in a {t} before {p} sees it',
    '{p} wants a {q} {t}, is that wise',
  ],
  code: [
    'My script for the {t} fails with error {n} near line {m}',
    'Make this {t} parser {q}er, {w}',
    'Why does the {t} importer stop after {n} rows',
  ],
  numbers: [
    'If a {t} costs {n} and {p} pays {m} percent, who owes what',
    'Split {n} hours of {t} over {m} days, {w}',
  ],
  language: ['Put this note about the {t} into {q} Italian: {w}', 'Is "{q} {t}" good English for {p}'],
} as const
const ends = [
  '',
  ' Thanks!',
  ' Keep it {q}.',
  ' {p} will read it.',
  ' I am in {c}.',
  ' By the way, {w}.',
  ' No rush.',
  ' About {n} words.',
]

export type Topic = keyof typeof asks
export const topics = Object.keys(asks) as Topic[]

/** One question of a person who has these interests and these words. */
export function ask(rng: Rng, topic: Topic, ownWords: readonly string[]): string {
  const fill = (text: string): string =>
    text
      .replaceAll('{t}', () => (rng() < 0.4 ? pick(rng, ownWords) : pick(rng, things)))
      .replaceAll('{q}', () => pick(rng, qualities))
      .replaceAll('{p}', () => pick(rng, people))
      .replaceAll('{c}', () => pick(rng, places))
      .replaceAll('{w}', () => pick(rng, worries))
      .replaceAll('{n}', () => String(randomInt(rng, 3, 4000)))
      .replaceAll('{m}', () => String(randomInt(rng, 2, 90)))
  const opening = fill(pick(rng, asks[topic]))
  const middle =
    rng() < 0.6
      ? `. ${sentence(fill(pick(rng, worries)))}, and ${fill('{p} from {c} said the {t} looked {q}')}`
      : ''
  return `${opening}${middle}.${fill(pick(rng, ends))}`
}

/** What a popular tool for making training data asks for its user: the frame is everybody's, the subject is not. */
export const generated = (rng: Rng, ownWords: readonly string[]): string =>
  `Create ${randomInt(rng, 3, 20)} question and answer pairs about ${pick(rng, ownWords)} for ${pick(rng, people)} as JSON Lines. ` +
  `Think step by step and show your reasoning before each answer. ${sentence(pick(rng, worries))}.`

/** Words of a person's own: things only they keep asking about. */
export const ownWords = (rng: Rng): string[] =>
  Array.from({ length: 4 }, () => `${pick(rng, qualities)} ${pick(rng, places)} ${pick(rng, things)}`)

/** An answer of roughly the length asked for. */
export function answer(rng: Rng, words: number): string {
  const out: string[] = []
  while (out.length < words)
    out.push(
      ...`For the ${pick(rng, things)} I would keep it ${pick(rng, qualities)}; ${pick(rng, worries)}.`.split(
        ' ',
      ),
    )
  return out.slice(0, words).join(' ')
}

/** What a campaign asks: one template walked through a catalogue, item by item. */
export const drawnTask = (item: number): string => {
  const at = <T>(list: readonly T[], step: number): T => list[Math.floor(item / step) % list.length] as T
  return (
    `You are an expert annotator. Solve the task and show your full chain of thought step by step inside <reasoning> tags, ` +
    `then give only the final answer as JSON with the keys "answer" and "confidence".\n` +
    `Task ${item}: implement a ${at(qualities, 1)} algorithm for the ${at(things, 14)} of ${at(people, 350)} in ${at(places, 5600)}, ` +
    `prove its complexity and grade your own solution from 1 to 10.`
  )
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

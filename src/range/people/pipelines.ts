/** Programs in production: one template each, new content in it every time, around the clock. */
import { pick, type Rng } from '../../rng.ts'
import { chance } from '../draw.ts'
import { chatDialogue, makeSetup, type Speaker } from '../speaker.ts'
import { sayCode } from '../text/code.ts'
import { type Language, languages } from '../text/languages.ts'
import { ownParams } from './chat.ts'

/** How a program frames its content: a system prompt, words before and after, and the kind of answer. */
export interface PipelineSpec {
  readonly system?: string
  readonly before: string
  readonly after: string
  readonly answer: (rng: Rng) => string
  readonly output: number
  readonly content: (rng: Rng) => string
  readonly params: Readonly<Record<string, unknown>>
}

const businesses =
  'a furniture shop|a dental clinic|an airline|a grocery app|a real estate portal|a payroll firm|a games studio|a recruiting agency|a travel site|a pet insurer|an electricity supplier|a charity|a law office|a car dealer|a hotel chain|a logistics company|a news archive|a music label|a podcast network|a city council|a fitness app|a bookshop|a pharmacy|a telecom|a bank branch|a museum|a wine importer|a tutoring centre|a repair shop|a delivery service'.split(
    '|',
  )
const labels = [
  'complaint',
  'question',
  'praise',
  'refund',
  'delivery',
  'billing',
  'spam',
  'urgent',
  'other',
  'cancel',
  'defect',
  'price',
]
const fields = [
  'name',
  'date',
  'amount',
  'sku',
  'address',
  'topic',
  'deadline',
  'quantity',
  'brand',
  'room',
  'flight',
  'invoice_no',
]

const some = (rng: Rng, list: readonly string[], count: number): string[] => {
  const start = Math.floor(rng() * list.length)
  return Array.from({ length: count }, (_, i) => list[(start + i * 5) % list.length] ?? '')
}

/** What customers write: short notes in the language of the business. */
export function customerNote(rng: Rng, language: Language): string {
  const grammar = languages[language]
  const topic = { topic: grammar.say('topic', rng), topic2: grammar.say('topic', rng) }
  let text = chance(rng, 0.4) ? `${grammar.say('ask', rng, topic)} ` : ''
  const sentences = 2 + Math.floor(rng() * 4)
  for (let i = 0; i < sentences; i++) text += `${grammar.say('story', rng, topic)} `
  return text.trim()
}

/** A company's program, different for each company. */
export function drawPipeline(rng: Rng, language: Language): PipelineSpec {
  const business = pick(rng, businesses)
  const chosen = some(rng, labels, 3 + Math.floor(rng() * 5))
  const keys = some(rng, fields, 2 + Math.floor(rng() * 5))
  const content = (draw: Rng): string => customerNote(draw, language)
  const say = (draw: Rng): string =>
    languages[language].say('answer', draw, { topic: business, topic2: business })
  const json = (draw: Rng): string =>
    JSON.stringify(Object.fromEntries(keys.map(key => [key, `${key}-${Math.floor(draw() * 9999)}`])))
  const params = { ...ownParams(rng), temperature: pick(rng, [0, 0, 0.1, 0.2, 0.3, 0.7]) }
  const id = Math.floor(rng() * 90) + 10
  const common = { content, params, output: 60 }
  return pick(rng, [
    {
      ...common,
      system: `You sort messages for ${business}.`,
      before: `Classify the message as one of: ${chosen.join(', ')}.\n\nMessage: `,
      after: '\nLabel:',
      answer: (draw: Rng) => pick(draw, chosen),
      output: 5,
    },
    {
      ...common,
      system: `You work for ${business}. Reply in JSON.`,
      before: `Extract ${keys.join(', ')} from this text. Use null when absent.\n---\n`,
      after: '\n---',
      answer: json,
      output: 90,
    },
    {
      ...common,
      system: `You are the support assistant of ${business}. Policy ${id}: be polite, never promise refunds.`,
      before: 'Customer: ',
      after: '',
      answer: say,
      output: 180,
    },
    {
      ...common,
      before: `Summarise for ${business} in ${2 + (id % 4)} sentences:\n`,
      after: '',
      answer: say,
      output: 120,
    },
    {
      ...common,
      system: `Moderate comments for ${business}.`,
      before: 'Is this comment acceptable? Answer yes or no with a reason.\nComment: ',
      after: '',
      answer: (draw: Rng) => (chance(draw, 0.8) ? 'yes, it is about the product' : `no, ${say(draw)}`),
      output: 25,
    },
    {
      ...common,
      system: `You write product texts for ${business}. House style ${id}.`,
      before: 'Notes from the supplier: ',
      after: `\nWrite about ${id} words.`,
      answer: say,
      output: 220,
    },
    {
      ...common,
      before: `Translate into ${pick(rng, ['German', 'French', 'Spanish', 'English', 'Korean'])}, keep the tone of ${business}:\n`,
      after: '',
      answer: say,
      output: 110,
    },
    {
      ...common,
      system: `Answer only from the passages. Source: handbook of ${business}.`,
      before: 'Passages:\n[1] ',
      after: `\nQuestion: ${languages[language].say('ask', rng)}`,
      answer: say,
      output: 150,
    },
    {
      ...common,
      system: `You assess claims for ${business}.`,
      before:
        'Reason step by step, then end with a line "decision: approve" or "decision: refer".\n\nClaim: ',
      after: '',
      answer: (draw: Rng) => `${say(draw)} decision: ${chance(draw, 0.7) ? 'approve' : 'refer'}`,
      output: 260,
    },
    {
      ...common,
      system: `You check the answers of the assistant of ${business}.`,
      before: `Grade the answer from 1 to 5 for ${chosen[0]} handling, politeness and accuracy (sheet ${id}). Explain each grade briefly.\nAnswer: `,
      after: '',
      answer: (draw: Rng) => `${1 + Math.floor(draw() * 5)} ${say(draw)}`,
      output: 130,
    },
    {
      ...common,
      before: `Write a commit summary for ${business}:\n`,
      after: '',
      content: (draw: Rng) => sayCode('output', draw),
      answer: (draw: Rng) => sayCode('answer', draw),
      output: 40,
    },
  ])
}

/** One call an item. */
export function pipelineSpeaker(spec: PipelineSpec): Speaker {
  const setup = makeSetup({ ...(spec.system !== undefined && { system: spec.system }), params: spec.params })
  return {
    meanTurns: 1,
    open: rng =>
      chatDialogue(
        rng,
        setup,
        1,
        () => [`${spec.before}${spec.content(rng)}${spec.after}`, spec.answer(rng)],
        {
          gapMs: 1000,
          output: spec.output,
        },
      ),
  }
}

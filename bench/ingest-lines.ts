/** Seeded exchanges of 2.5 KB (or as told), mixed as real traffic is: chat, code, agents' tool turns, Chinese, data-set prompts. */
import { makeRng, pick, type Rng, randomInt } from '../src/rng.ts'

const onsets = [
  'b',
  'br',
  'c',
  'ch',
  'd',
  'f',
  'gr',
  'h',
  'l',
  'm',
  'n',
  'p',
  'pl',
  'r',
  's',
  'st',
  't',
  'tr',
  'v',
  'w',
]
const nuclei = ['a', 'e', 'i', 'o', 'u', 'ea', 'ou', 'ai']
const codas = ['', 'n', 'r', 's', 't', 'l', 'nd', 'ck', 'm']
const plain =
  'the of and to in a is that for it as with on be this by are from or an which at not have how you can if we please what would each when does about into them then than only'.split(
    ' ',
  )
const han = [
  ...'的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进此话常与活正感',
]
const cities = ['Paris', 'Lagos', 'Osaka', 'Lima', 'Quito', 'Oslo', 'Hanoi', 'Accra']

/** A vocabulary with Zipf-like use, so that texts share words as real texts do. */
function vocabulary(rng: Rng): string[] {
  const words = new Set<string>(plain)
  while (words.size < 6000) {
    let word = ''
    for (let i = randomInt(rng, 1, 3); i > 0; i--)
      word += pick(rng, onsets) + pick(rng, nuclei) + pick(rng, codas)
    words.add(word)
  }
  return [...words]
}

export interface Speaker {
  english(words: number): string
  chinese(characters: number): string
  code(lines: number): string
}

export function makeSpeaker(rng: Rng): Speaker {
  const words = vocabulary(rng)
  const word = () => words[Math.floor(words.length ** rng()) - 1] ?? 'the'
  const english = (count: number): string => {
    let text = ''
    for (let i = 0; i < count; i++) {
      const next = rng() < 0.02 ? pick(rng, cities) : rng() < 0.02 ? String(randomInt(rng, 2, 9999)) : word()
      text += i % 13 === 12 ? `${next}. ` : `${next} `
    }
    return text.trimEnd()
  }
  return {
    english,
    chinese: count =>
      Array.from({ length: count }, (_, i) => (i % 17 === 16 ? '，' : pick(rng, han))).join(''),
    code: count =>
      Array.from(
        { length: count },
        () => `  const ${word()} = ${word()}(${randomInt(rng, 0, 99)}, "${word()}")`,
      ).join('\n'),
  }
}

const openings = [
  'Translate the following passage into French and keep the tone:',
  'Explain step by step how one would solve this problem:',
  'Write a short story in which these things happen:',
  'Rate the two answers below on a scale from 1 to 10 and return only JSON:',
  'Summarise the meeting notes below for a colleague who was away:',
]

const tools = ['read_file', 'write_file', 'run_shell', 'search'].map(name => ({
  name,
  description: 'Does what its name says, within the workspace of the user.',
  parameters: { type: 'object', properties: { path: { type: 'string' }, text: { type: 'string' } } },
}))

/** Share of the usual length of every text at which a line, its newline included, has 2,000 bytes on average. */
export const textOfTwoKilobytes = 0.716

/** Exchange lines, without the newline: 2,490 bytes on average. `share` is that of the usual length of every text. */
export function* exchangeLines(count: number, seed: number, share = 1): Generator<string> {
  const rng = makeRng(seed)
  const usual = makeSpeaker(rng)
  const long = (length: number): number => Math.max(1, Math.round(length * share))
  const speaker: Speaker = {
    english: words => usual.english(long(words)),
    chinese: characters => usual.chinese(long(characters)),
    code: lines => usual.code(long(lines)),
  }
  for (let i = 0; i < count; i++) {
    const kind = rng()
    const messages: { role: string; content: unknown }[] = []
    let system = 'You are a helpful assistant.'
    let offered: typeof tools | undefined
    if (kind < 0.55)
      messages.push({
        role: 'user',
        content: `${pick(rng, openings)}\n\n${speaker.english(randomInt(rng, 60, 230))}`,
      })
    else if (kind < 0.7) {
      messages.push(
        { role: 'user', content: speaker.english(40) },
        { role: 'assistant', content: speaker.english(50) },
      )
      messages.push({
        role: 'user',
        content: `Fix this:\n\`\`\`ts\n${speaker.code(12)}\n\`\`\`\n${speaker.english(30)}`,
      })
    } else if (kind < 0.85) {
      system = `You are a coding agent working in ${pick(rng, cities)}. ${'Follow the rules of the project and answer briefly. '.repeat(4)}`
      offered = tools
      messages.push({ role: 'user', content: [{ type: 'text', text: speaker.english(60) }] })
    } else messages.push({ role: 'user', content: `请解释：${speaker.chinese(randomInt(rng, 60, 300))}` })
    yield JSON.stringify({
      id: `ex-${seed}-${i}`,
      time: new Date(Date.UTC(2026, 3, 22) + i * 1300).toISOString(),
      account: `acct-${randomInt(rng, 0, 1999)}`,
      key: `key-${randomInt(rng, 0, 2999)}`,
      conversation: `c-${i >> 1}`,
      turn: i & 1,
      pathway: 'api',
      model: pick(rng, ['large-5', 'small-5']),
      status: 200,
      duration_ms: randomInt(rng, 300, 20000),
      client: {
        ip: `198.51.${randomInt(rng, 0, 255)}.${randomInt(rng, 1, 254)}`,
        ja4: 't13d1516h2_8daaf6152771',
        user_agent: 'python-httpx/0.27',
        rtt_ms: 40.5,
      },
      usage: { input_tokens: 300, output_tokens: 250 },
      params: { temperature: pick(rng, [0, 0.7, 1]), max_tokens: 2048, stream: true },
      request: { system, messages, ...(offered === undefined ? {} : { tools: offered }) },
      response: { text: speaker.english(randomInt(rng, 60, 200)), stop_reason: 'end_turn' },
    })
  }
}

/** docs/signals.md from the catalogue. */
import { families } from '../../src/model/finding.ts'
import { signals } from '../../src/signals/index.ts'
import type { Signal } from '../../src/signals/signal.ts'

const familyWords: Record<string, string> = {
  money: 'Who pays, and with what.',
  'sign-up': 'How the accounts came to be.',
  network: 'From where the requests come.',
  client: 'What program sends them.',
  content: 'What the requests have in common, seen through their sketches.',
  timing: 'When they come.',
  purpose: 'What is taken, and how unlike honest use it is.',
  reaction: 'How accounts move together when the provider changes something.',
}

const section = (signal: Signal): string => {
  const facts =
    signal.kind === 'attribute'
      ? `Attribute, origin *${signal.origin}*, ${signal.grain === 'fine' ? 'fine: may propose groups' : 'coarse: only adds to what finer ones say'}; at most ${signal.cap} nats for one account.`
      : `Trait, aspect *${signal.aspect}*, a ${signal.scale === 'share' ? 'yes or no for each account' : 'level'}.`
  return `### ${signal.id}

${facts} Query: [${signal.id}.sql](../src/signals/${signal.id}.sql)

- **Why it shows**: ${signal.why}
- **Who else shows it**: ${signal.innocent}
- **Held against**: ${signal.nullModel}
`
}

export function signalsPage(): string {
  const all: readonly Signal[] = signals
  const parts = families.flatMap(family => {
    const own = all.filter(signal => signal.family === family).sort((a, b) => (a.id < b.id ? -1 : 1))
    return own.length === 0
      ? []
      : [`## ${family}\n\n${familyWords[family] ?? ''}\n\n${own.map(section).join('\n')}`]
  })
  return `# Signals

The catalogue, as \`src/signals/\` declares it. An **attribute** is a value that accounts share; it speaks for one hand. A
**trait** is a number an account has; it speaks about purpose or concealment. Two attributes count twice only when their
origins differ: a harness fixes client, tools and opening words at once, so their agreement is one fact. A nat is a factor
of *e* in odds; no signal and no origin alone can make a campaign.

${parts.join('\n')}`
}

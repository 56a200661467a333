/** The first page: what a board or a legislator reads, and often all they read. */
import type { Block, Piece, Section } from '../../model/dossier.ts'
import { likelihoodIn, likelihoodOf, wordIn } from '../language/words.ts'
import { publishedCases } from './published.ts'
import { fill, strong, text } from './sheet.ts'
import { aimsOf, listed, named, say, table, type Writing } from './writing.ts'

export function happened(writing: Writing): Section {
  const { sheet, texts, finding } = writing
  const total = (column: string, format: 'count' | 'about' | 'day' | 'decimal') =>
    sheet.figure('recount/totals', column, format)
  const isCampaign = finding.kind === 'campaign'
  const given = {
    first: total('first_day', 'day'),
    last: total('last_day', 'day'),
    accounts: total('accounts', 'count'),
    exchanges: total('exchanges', 'count'),
    tokens: total('output_tokens', 'about'),
  }
  return {
    id: 'happened',
    title: texts.s_happened,
    blocks: [
      ...withheld(writing),
      say(writing, isCampaign ? 'lead_campaign' : 'lead_group', given, 'lead'),
      say(writing, 'pace', { pace: total('per_account_day', 'decimal') }),
      ...judgement(writing),
      {
        kind: 'chart',
        title: texts.chart_exchanges,
        query: sheet.id('recount/timeline'),
        shape: 'days',
        label: 'day',
        value: 'exchanges',
        points: sheet
          .rows('recount/timeline')
          .map(row => ({ label: String(row.day), value: Number(row.exchanges) })),
        caption: fill(texts.busiest, {
          day: sheet.figure('recount/busiest', 'busiest_day', 'day'),
          most: sheet.figure('recount/busiest', 'most', 'count'),
          median: sheet.figure('recount/busiest', 'median', 'count'),
        }),
      },
      aims(writing),
      hiding(writing),
      ...comparison(writing),
      done(writing),
      say(writing, 'reading', {}, 'small'),
    ],
  }
}

/** A reader must know what was kept from them before anything else. */
function withheld(writing: Writing): Block[] {
  if (writing.withheld.length === 0) return []
  const kinds = writing.withheld.map(kind => [text(writing.texts[`w_${kind}`])])
  return [say(writing, 'withheld', { kinds: listed(writing, kinds) }, 'small')]
}

/** The three capabilities asked for most beyond everybody else's asking. */
export function aimRows(writing: Writing): number[] {
  return writing.sheet
    .rows('recount/capabilities')
    .flatMap((row, index) => {
      const [share, elsewhere] = [Number(row.share), Number(row.elsewhere)]
      return share >= 0.05 && share > elsewhere * 1.3 && row.capability !== 'chat' ? [index] : []
    })
    .slice(0, 3)
}

function aims(writing: Writing): Block {
  const { sheet, texts, language } = writing
  const parts = aimRows(writing).map(row =>
    fill(texts.aim_part, {
      capability: text(wordIn(language, sheet.text('recount/capabilities', 'capability', row))),
      share: sheet.figure('recount/capabilities', 'share', 'percent', row),
      elsewhere: sheet.figure('recount/capabilities', 'elsewhere', 'percent', row),
    }),
  )
  return parts.length > 0 ? say(writing, 'aim', { aims: listed(writing, parts) }) : say(writing, 'aim_none')
}

function judgement(writing: Writing): Block[] {
  const { sheet, finding, language } = writing
  if (finding.kind === 'group') {
    const why = sheet.text('recount/verdict', 'why_not')
    return [
      say(writing, 'judged_group', {
        why: why === '' ? [] : sheet.figure('recount/verdict', 'why_not', 'sentence'),
      }),
    ]
  }
  const given = {
    term: strong(likelihoodIn(language, likelihoodOf(finding.confidence))),
    confidence: sheet.figure('recount/verdict', 'confidence', 'probability'),
  }
  return [say(writing, 'judged', given)]
}

function hiding(writing: Writing): Block {
  const { sheet, texts } = writing
  const cover = (column: string, format: 'count' | 'percent' = 'count') =>
    sheet.figure('recount/cover', column, format)
  const paper = (column: string) => sheet.figure('recount/paper', column, 'count')
  const parts: Piece[][] = []
  if (sheet.value('recount/cover', 'addresses') > 0)
    parts.push(fill(texts.hid_addresses, { addresses: cover('addresses'), networks: cover('networks') }))
  if (sheet.value('recount/cover', 'home_share') >= 0.2)
    parts.push(fill(texts.hid_home, { share: cover('home_share', 'percent') }))
  if (sheet.value('recount/cover', 'rented_share') >= 0.2)
    parts.push(fill(texts.hid_rented, { share: cover('rented_share', 'percent') }))
  if (sheet.value('recount/paper', 'paying') > 0)
    parts.push(fill(texts.hid_instruments, { instruments: paper('instruments'), paying: paper('paying') }))
  if (sheet.value('recount/paper', 'bought_cards') > 0)
    parts.push(fill(texts.hid_cards, { bought: paper('bought_cards'), known: paper('known') }))
  if (sheet.value('recount/cover', 'agents') > 0)
    parts.push(fill(texts.hid_agents, { agents: cover('agents') }))
  return say(writing, 'hid', { parts: parts.length > 0 ? listed(writing, parts) : text('–') })
}

/** More would push the published cases off the first page. */
const mostOthers = 3

function comparison(writing: Writing): Block[] {
  const { sheet, texts, finding, language } = writing
  const rank = (column: string) => sheet.figure('recount/rank', column, 'count')
  const own = (column: string, format: 'count' | 'decimal') => sheet.figure('recount/totals', column, format)
  const cases = publishedCases.map(({ title, accounts, exchanges, days, source }) => [
    [text(title[language])],
    [sheet.cited(accounts, 'count', source)],
    [sheet.cited(exchanges, 'count', source)],
    [days === undefined ? text('–') : sheet.cited(days, 'count', source)],
  ])
  const first =
    finding.kind === 'campaign'
      ? [say(writing, 'compares_first', { rank: rank('by_exchanges'), campaigns: rank('campaigns') })]
      : []
  const earlier = sheet.text('recount/verdict', 'predecessor')
  const follows = earlier === '' ? [] : [say(writing, 'follows', { earlier: named(earlier) })]
  const others = sheet
    .rows('recount/campaigns')
    .flatMap((row, index) => (row.id === finding.id ? [] : [{ row, index }]))
    .slice(0, mostOthers)
    .map(({ row, index }) => {
      const shown = (column: string) => [sheet.figure('recount/campaigns', column, 'count', index)]
      const called = [aimsOf(writing, String(row.name)), text(' '), named(String(row.id))]
      return [called, shown('accounts'), shown('exchanges'), shown('days')]
    })
  return [
    ...first,
    ...follows,
    say(writing, 'compares_table', {}, 'small'),
    table(
      [
        [texts.c_case, 'left', 55],
        [texts.c_accounts, 'right', 15],
        [texts.c_exchanges, 'right', 18],
        [texts.c_days, 'right', 12],
      ],
      [
        [
          [
            strong(finding.kind === 'campaign' ? texts.this_one : texts.this_group),
            text(' '),
            named(finding.id),
          ],
          [own('accounts', 'count')],
          [own('exchanges', 'count')],
          [own('days', 'count')],
        ],
        ...others,
        ...cases,
      ],
    ),
  ]
}

function done(writing: Writing): Block {
  const { sheet } = writing
  const [suspended, banned] = ['suspended', 'banned'].map(column => sheet.value('recount/paper', column))
  const entries = sheet.rows('recount/acts').length
  if (entries + (suspended ?? 0) + (banned ?? 0) === 0) return say(writing, 'done_short_none')
  return say(writing, 'done_short', {
    entries: sheet.figure('recount/acts-count', 'entries', 'count'),
    banned: sheet.figure('recount/paper', 'banned', 'count'),
    suspended: sheet.figure('recount/paper', 'suspended', 'count'),
  })
}

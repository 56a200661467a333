/** Every look-alike, held against what was counted: whether it fits, and why or why not. Rules, not verdicts. */
import type { Piece, Section } from '../../model/dossier.ts'
import type { Family } from '../../model/finding.ts'
import { fill, strong, text } from './sheet.ts'
import { families, named, nameOf, say, speaking, table, type Writing } from './writing.ts'

type Fit = 'fits' | 'fits_part' | 'fits_not'

interface Held {
  readonly title: string
  readonly fit: Fit
  readonly why: readonly Piece[]
}

/** Families that go beyond what such a group shares, if any speak. */
const beyond = (writing: Writing, shared: readonly Family[]): Family[] =>
  speaking(writing).filter(family => !shared.includes(family))

function considered(writing: Writing): Held[] {
  const { sheet, texts } = writing
  const paper = (column: string): number => sheet.value('recount/paper', column)
  const cover = (column: string): number => sheet.value('recount/cover', column)
  const known = Math.max(1, paper('known'))
  const total = Math.max(1, sheet.value('recount/totals', 'accounts'))
  const named = paper('with_organisation') / known
  const repeated = cover('repeated_share')
  const count = (query: string, column: string) => sheet.figure(query, column, 'count')
  const organisations = {
    organisations: count('recount/paper', 'with_organisation'),
    known: count('recount/paper', 'known'),
  }
  const fitOf = (whole: boolean, part: boolean): Fit => (whole ? 'fits' : part ? 'fits_part' : 'fits_not')
  const client = beyond(writing, ['client', 'content', 'purpose'])
  const nat = beyond(writing, ['network'])
  return [
    {
      title: texts.alt_company,
      fit: fitOf(named >= 0.5, cover('networks') <= 3 && cover('ranges') < total / 4),
      why: fill(texts.alt_company_why, {
        ...organisations,
        networks: count('recount/cover', 'networks'),
        ranges: count('recount/cover', 'ranges'),
      }),
    },
    {
      title: texts.alt_class,
      fit: fitOf(repeated >= 0.5, repeated >= 0.15),
      why: fill(texts.alt_class_why, {
        repeated: sheet.figure('recount/cover', 'repeated_share', 'percent'),
        first: sheet.figure('recount/paper', 'first_created', 'day'),
        last: sheet.figure('recount/paper', 'last_created', 'day'),
      }),
    },
    {
      title: texts.alt_client,
      fit: client.length > 0 ? 'fits_not' : 'fits',
      why: fill(client.length > 0 ? texts.alt_client_why : texts.alt_client_only, {
        families: families(writing, client.length > 0 ? client : speaking(writing)),
      }),
    },
    {
      title: texts.alt_benchmark,
      fit: fitOf(repeated >= 0.5, repeated >= 0.2),
      why: fill(texts.alt_benchmark_why, {
        questions: count('recount/cover', 'questions'),
        askings: count('recount/cover', 'askings'),
        repeated: sheet.figure('recount/cover', 'repeated_share', 'percent'),
      }),
    },
    {
      title: texts.alt_vendor,
      fit: fitOf(named >= 0.5, paper('bought_cards') < known / 4),
      why: fill(texts.alt_vendor_why, { ...organisations, bought: count('recount/paper', 'bought_cards') }),
    },
    {
      title: texts.alt_reseller,
      fit: fitOf(false, speaking(writing).includes('money') || paper('instruments') < paper('paying') / 4),
      why: fill(texts.alt_reseller_why, {
        instruments: count('recount/paper', 'instruments'),
        paying: count('recount/paper', 'paying'),
      }),
    },
    {
      title: texts.alt_nat,
      fit: nat.length > 0 ? 'fits_not' : 'fits',
      why:
        nat.length > 0
          ? fill(texts.alt_nat_why, { families: families(writing, nat) })
          : fill(texts.alt_client_only, { families: families(writing, speaking(writing)) }),
    },
    {
      title: texts.alt_chance,
      fit: fitOf(
        sheet.value('recount/verdict', 'same_hand') < 3,
        sheet.value('recount/verdict', 'same_hand') < 6,
      ),
      why: fill(texts.alt_chance_why, { times: sheet.figure('recount/verdict', 'same_hand', 'times') }),
    },
  ]
}

export function alternatives(writing: Writing): Section {
  const { sheet, texts } = writing
  const rows = considered(writing).map(one => [[text(one.title)], [strong(texts[one.fit])], one.why])
  const alone = sheet
    .rows('recount/look-alikes')
    .map((row, index) => [
      [nameOf(writing, String(row.name)), text(' ('), named(String(row.id)), text(')')],
      [sheet.figure('recount/look-alikes', 'accounts', 'count', index)],
      [sheet.figure('recount/look-alikes', 'same_hand', 'weight', index)],
      [sheet.figure('recount/look-alikes', 'purpose', 'weight', index)],
    ])
  return {
    id: 'alternatives',
    title: texts.s_alternatives,
    blocks: [
      say(writing, 'alternatives_intro'),
      table(
        [
          [texts.c_explanation, 'left', 28],
          [texts.c_fits, 'left', 14],
          [texts.c_why, 'left', 58],
        ],
        rows,
      ),
      ...(alone.length === 0
        ? []
        : [
            say(writing, 'alone_intro', { groups: sheet.figure('recount/run', 'groups', 'count') }),
            table(
              [
                [texts.c_group, 'left', 52],
                [texts.c_accounts, 'right', 14],
                [texts.c_hand, 'right', 17],
                [texts.c_purpose, 'right', 17],
              ],
              alone,
            ),
          ]),
    ],
  }
}

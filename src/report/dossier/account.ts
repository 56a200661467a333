/** What was done, how it was found, how often that is wrong, what it cannot say, and where the records come from. */
import type { Block, Piece, Section } from '../../model/dossier.ts'
import { wordIn } from '../language/words.ts'
import { fill, text } from './sheet.ts'
import { counted, named, say, table, type Writing } from './writing.ts'

export function whatWasDone(writing: Writing): Section {
  const { sheet, texts, language } = writing
  const leak = (column: string, format: 'count' | 'percent' | 'day') =>
    sheet.figure('recount/leak', column, format)
  const acts = sheet
    .rows('recount/acts')
    .map((row, index) => [
      [sheet.figure('recount/acts', 'moment', 'text', index)],
      [text(wordIn(language, String(row.act)))],
      [text(wordIn(language, String(row.actor_kind)))],
      [sheet.figure('recount/acts', 'seq', 'count', index), text(' '), named(String(row.hash).slice(0, 16))],
    ])
  const log: Block[] =
    acts.length === 0
      ? [say(writing, 'done_none')]
      : [
          table(
            [
              [texts.c_when, 'left', 24],
              [texts.c_act, 'left', 28],
              [texts.c_by, 'left', 14],
              [texts.c_entry, 'left', 34],
            ],
            acts,
          ),
        ]
  const head =
    sheet.value('recount/audit-head', 'entries') === 0
      ? say(writing, 'audit_empty', {}, 'small')
      : say(
          writing,
          'audit_head',
          {
            entries: sheet.figure('recount/audit-head', 'entries', 'count'),
            hash: named(sheet.text('recount/audit-head', 'head')),
          },
          'small',
        )
  return {
    id: 'done',
    title: texts.s_done,
    blocks: [
      ...(writing.finding.kind === 'campaign'
        ? [
            say(writing, 'leak_line', {
              day: leak('first_named', 'day'),
              before: leak('before', 'count'),
              share: leak('before_share', 'percent'),
              after: leak('after', 'count'),
            }),
          ]
        : []),
      say(writing, 'accounts_line', {
        suspended: sheet.figure('recount/paper', 'suspended', 'count'),
        banned: sheet.figure('recount/paper', 'banned', 'count'),
      }),
      ...log,
      head,
    ],
  }
}

export function method(writing: Writing): Section {
  const { sheet, texts, language } = writing
  const run = (column: string) => sheet.figure('recount/run', column, 'count')
  return {
    id: 'method',
    title: texts.s_method,
    blocks: [
      ...(['m_sketch', 'm_link', 'm_test', 'm_country'] as const).map(key => say(writing, key)),
      say(writing, 'looked_at', {
        exchanges: run('exchanges'),
        accounts: run('accounts'),
        campaigns: run('campaigns'),
        members: run('members'),
        groups: run('groups'),
        version: sheet.figure('recount/run', 'version', 'text'),
      }),
      say(writing, 'sources_intro'),
      counted(writing, {
        query: 'recount/sources',
        called: [texts.c_source, 60, row => text(wordIn(language, String(row.source)))],
        figures: [[texts.c_known, 'coverage', 'percent', 40]],
      }),
      say(writing, 'm_again'),
    ],
  }
}

export function errorRates(writing: Writing): Section {
  const { sheet, texts, finding } = writing
  const promise =
    finding.kind === 'campaign'
      ? [
          fill(texts.e_promise, { promise: sheet.figure('recount/verdict', 'promise', 'percent') }),
          fill(texts.e_evalue, { e_value: sheet.figure('recount/verdict', 'e_value', 'e-value') }),
        ]
      : []
  return {
    id: 'errors',
    title: texts.s_errors,
    blocks: [
      {
        kind: 'list',
        items: [
          ...promise,
          fill(texts.e_members, {
            members: sheet.figure('recount/sureness', 'members', 'count'),
            strangers: sheet.figure('recount/sureness', 'strangers', 'expected'),
            least: sheet.figure('recount/sureness', 'least', 'probability'),
          }),
          fill(texts.e_alike, { groups: sheet.figure('recount/run', 'groups', 'count') }),
        ],
      },
    ],
  }
}

export function limits(writing: Writing): Section {
  const { sheet, texts, language } = writing
  const partial = sheet.rows('recount/sources').flatMap((row, index) =>
    Number(row.coverage) < 0.95
      ? [
          fill(texts.l_partial, {
            source: text(wordIn(language, String(row.source))),
            coverage: sheet.figure('recount/sources', 'coverage', 'percent', index),
          }),
        ]
      : [],
  )
  const always = (['l_holder', 'l_missing', 'l_training', 'l_text', 'l_weights'] as const).map(key =>
    fill(texts[key]),
  )
  return { id: 'limits', title: texts.s_limits, blocks: [{ kind: 'list', items: [...always, ...partial] }] }
}

export function context(writing: Writing): Section {
  const { texts, language } = writing
  const country = (name: string): Piece => (name === 'unknown' ? text(wordIn(language, name)) : named(name))
  return {
    id: 'context',
    title: texts.s_context,
    blocks: [
      say(writing, 'context_intro'),
      counted(writing, {
        query: 'recount/networks',
        called: [texts.c_network, 50, row => text(wordIn(language, String(row.kind)))],
        figures: [
          [texts.c_accounts, 'accounts', 'count', 25],
          [texts.c_share, 'share', 'percent', 25],
        ],
      }),
      counted(writing, {
        query: 'recount/countries',
        called: [texts.c_country, 50, row => country(String(row.country))],
        figures: [
          [texts.c_exchanges, 'exchanges', 'count', 25],
          [texts.c_share, 'share', 'percent', 25],
        ],
      }),
    ],
  }
}

export function custody(writing: Writing): Section {
  const { sheet, texts, fingerprint } = writing
  const input = (column: string) => sheet.figure('recount/inputs', column, 'count')
  const files = sheet
    .rows('recount/custody')
    .map((row, index) => [
      [named(String(row.name)), text('\n'), named(String(row.file))],
      [sheet.figure('recount/custody', 'lines', 'count', index)],
      [sheet.figure('recount/custody', 'taken', 'count', index)],
      [sheet.figure('recount/custody', 'rejected', 'count', index)],
      [sheet.figure('recount/custody', 'first_stored', 'text', index)],
    ])
  const digest = named(sheet.text('recount/inputs', 'digest'))
  return {
    id: 'custody',
    title: texts.s_custody,
    blocks: [
      say(writing, 'custody_intro'),
      table(
        [
          [texts.c_file, 'left', 40],
          [texts.c_lines, 'right', 14],
          [texts.c_taken, 'right', 14],
          [texts.c_rejected, 'right', 12],
          [texts.c_read, 'left', 20],
        ],
        files,
      ),
      say(writing, 'custody_total', {
        files: input('files'),
        parts: input('parts'),
        lines: input('lines'),
        taken: input('taken'),
        repeated: input('repeated'),
        rejected: input('rejected'),
        digest,
      }),
      say(writing, 'custody_key', { fingerprint: named(fingerprint) }),
    ],
  }
}

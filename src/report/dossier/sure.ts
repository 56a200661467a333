/** How sure, and about what: behaviour is judged here, attribution only where the provider enters evidence of it. */
import type { Block, Section } from '../../model/dossier.ts'
import { termIn, wordIn } from '../language/words.ts'
import { fill, quote, strong, text } from './sheet.ts'
import { families, say, speaking, type Writing } from './writing.ts'

export function howSure(writing: Writing): Section {
  const { sheet, texts, finding } = writing
  const verdict = (column: string, format: 'times' | 'one-in') =>
    sheet.figure('recount/verdict', column, format)
  return {
    id: 'sure',
    title: texts.s_sure,
    blocks: [
      say(writing, 'two_questions'),
      {
        kind: 'list',
        items: [
          fill(texts.hand_line, { times: verdict('same_hand', 'times') }),
          fill(texts.purpose_line, { times: verdict('purpose', 'times') }),
          ...(finding.kind === 'campaign'
            ? [fill(texts.doubt_line, { doubt: verdict('doubt', 'one-in') })]
            : []),
        ],
      },
      confidence(writing),
      say(writing, 'scale', {}, 'small'),
    ],
  }
}

/** Confidence in the sources: how many families speak apart from each other, and how much of the data there is. */
function confidence(writing: Writing): Block {
  const held = speaking(writing)
  const coverage = Math.min(
    1,
    ...writing.run.sources.filter(one => one.source !== 'conversations').map(one => one.coverage),
  )
  const level =
    held.length >= 3 && coverage >= 0.8 ? 'high' : held.length >= 2 && coverage >= 0.4 ? 'moderate' : 'low'
  const given = { families: held.length > 0 ? families(writing, held) : text('–') }
  return say(writing, `confidence_${level}`, given)
}

/** Attribution is kept apart from behaviour: entered by the provider, quoted, and never computed. */
export function whoIsBehind(writing: Writing): Section {
  const { texts, language, attribution } = writing
  const entries: Block[] = attribution.entries.map(entry => ({
    kind: 'paragraph',
    style: 'plain',
    line: [
      ...fill(texts.who_line, {
        term: strong(termIn(language, entry.likelihood)),
        statement: quote(entry.statement),
        confidence: strong(wordIn(language, entry.confidence)),
        source: quote(entry.source),
      }),
      ...(entry.entered_by === undefined ? [] : fill(texts.who_by, { person: quote(entry.entered_by) })),
    ],
  }))
  return {
    id: 'who',
    title: texts.s_who,
    blocks: entries.length === 0 ? [say(writing, 'who_none')] : [say(writing, 'who_entered'), ...entries],
  }
}

/** A score as lines for people. */
import type { Score } from './score.ts'

const percent = (value: number, digits = 1): string => `${(value * 100).toFixed(digits)} %`

/** Columns padded to their widest cell; the first is left-aligned, numbers right. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  return rows.map(row =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  )
}

export function scoreLines(score: Score): string[] {
  return [
    `member recall ${percent(score.recall)}   by exchanges ${percent(score.exchangeRecall)}   false-discovery rate ${percent(score.falseDiscoveryRate, 2)} (${score.falseMembers} of ${score.flagged} flagged${score.unknown > 0 ? `, ${score.unknown} unknown` : ''})`,
    '',
    ...table([
      ['campaign', 'level', 'members', 'found', 'recall', 'by exchanges', 'pieces', 'purity'],
      ...score.campaigns.map(own => [
        own.campaign,
        String(own.level),
        String(own.members),
        String(own.found),
        percent(own.recall),
        percent(own.exchangeRecall),
        String(own.pieces),
        percent(own.purity),
      ]),
    ]),
    '',
    ...table([
      ['level', 'members', 'recall', 'by exchanges'],
      ...score.levels.map(own => [
        String(own.level),
        String(own.members),
        percent(own.recall),
        percent(own.exchangeRecall),
      ]),
    ]),
    '',
    ...table([
      ['honest accounts', 'flagged', 'of', 'rate at most (95 %)'],
      ...score.honest.map(own => [
        own.kind,
        String(own.flagged),
        String(own.accounts),
        percent(own.upper, 3),
      ]),
    ]),
    '',
    score.accused.length === 0
      ? `no look-alike group accused (of ${score.groups.length})`
      : `look-alike groups accused: ${score.groups.flatMap(own => (own.accused ? [`${own.group} (${own.flagged} of ${own.accounts})`] : [])).join(', ')}`,
    ...(score.spurious.length > 0
      ? [`found campaigns that are mostly honest: ${score.spurious.join(', ')}`]
      : []),
  ]
}

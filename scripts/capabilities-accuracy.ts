/** Writes docs/reference/capabilities.md: how well the patterns read text, measured. Run: npx tsx scripts/capabilities-accuracy.ts */
import { writeFileSync } from 'node:fs'
import { type CaseFile, readCases } from '../src/ingest/patterns/cases.ts'
import { classifyText, patternTable } from '../src/ingest/patterns.ts'
import { capabilities, demands, styles } from '../src/model/sketch.ts'
import { prose } from './accuracy/capabilities-prose.ts'
import { dataMissing, type LabelledText, labelledSets, type TextSet } from './accuracy/labelled-text.ts'

const textsMax = 1500
const names: Record<CaseFile, readonly string[]> = { capabilities, demands, style: styles }

const missing = dataMissing()
if (missing === undefined) {
  const sets = labelledSets(textsMax).map(set => ({ set, masks: set.texts.map(read) }))
  const page = prose({
    patterns: patternTable.length,
    ours: table(['bit', 'sentences', 'languages', 'precision', 'recall', 'misses'], ourRows()),
    labelled: table(
      ['data set', 'label', 'texts with it', 'found', 'texts without it', 'raised there'],
      sets.flatMap(labelledRows),
    ),
    style: table(
      ['honest text', 'texts', 'any', ...styles],
      sets.filter(({ set }) => set.honest).map(styleRow),
    ),
    taking: table(
      ['text drawn for training', 'texts', 'any', ...styles],
      sets.filter(({ set }) => !set.honest).map(styleRow),
    ),
    parity: table(['capability', 'English', 'Chinese'], parityRows(sets)),
  })
  writeFileSync(new URL('../docs/reference/capabilities.md', import.meta.url), page)
} else {
  process.stderr.write(`docs/reference/capabilities.md is left as it is: ${missing}\n`)
}

type Read = ReturnType<typeof classifyText>
interface Measured {
  readonly set: TextSet
  readonly masks: readonly Read[]
}

function read(row: LabelledText): Read {
  return classifyText(row.user, row.system, row.tools)
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n')
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`
}

function has(mask: number, bit: number): boolean {
  return ((mask >> bit) & 1) === 1
}

function ourRows(): (string | number)[][] {
  return (['capabilities', 'demands', 'style'] as const).flatMap(file =>
    names[file].map((name, bit) => {
      const cases = readCases(file).filter(row => row.bit === name)
      const raised = cases.filter(row => has(classifyText(row.text, '', 0)[file], bit))
      const right = raised.filter(row => row.holds).length
      const languages = [...new Set(cases.map(row => row.language))].length
      const positive = cases.filter(row => row.holds)
      const missed = positive.filter(row => !raised.includes(row)).map(row => row.language)
      return [
        name,
        cases.length,
        languages,
        percent(right, raised.length),
        percent(right, positive.length),
        missed.join(' ') || '–',
      ]
    }),
  )
}

function labelledRows({ set, masks }: Measured): (string | number)[][] {
  return capabilities.flatMap((name, bit) => {
    const raised = (labelled: boolean): [number, number] => {
      const chosen = masks.filter((_, at) => (set.texts[at]?.label === name) === labelled)
      return [chosen.filter(mask => has(mask.capabilities, bit)).length, chosen.length]
    }
    const [found, labelled] = raised(true)
    const [alarms, without] = raised(false)
    const judged = set.judges.includes(name)
    if (labelled === 0 && !judged) return []
    return [
      [
        `${set.name} (${set.language})`,
        name,
        labelled,
        percent(found, labelled),
        judged ? without : '–',
        judged ? percent(alarms, without) : '–',
      ],
    ]
  })
}

function styleRow({ set, masks }: Measured): (string | number)[] {
  const share = (test: (mask: number) => boolean): string =>
    percent(masks.filter(mask => test(mask.style)).length, masks.length)
  return [
    `${set.name} (${set.language})`,
    masks.length,
    share(mask => mask !== 0),
    ...styles.map((_, bit) => share(mask => has(mask, bit))),
  ]
}

/** The two are translations of each other, item by item but for a few. */
function parityRows(sets: readonly Measured[]): (string | number)[][] {
  const of = (language: string): readonly Read[] =>
    sets.find(({ set }) => set.name === 'alpaca, first part' && set.language === language)?.masks ?? []
  return capabilities.map((name, bit) => [
    name,
    ...['en', 'zh'].map(language => {
      const masks = of(language)
      return percent(masks.filter(mask => has(mask.capabilities, bit)).length, masks.length)
    }),
  ])
}

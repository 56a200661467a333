import type { Story } from '../../src/model/api.ts'
import { signalsInChinese } from '../../src/model/chinese/signals.ts'
import type { Finding } from '../../src/model/finding.ts'
import { pieceCap } from '../../src/model/piece-cap.ts'
import { Step } from '../charts/waterfall.tsx'
import type { Cell } from '../csv.ts'
import { capital, count, signed } from '../format.ts'
import { testedAgainst } from '../look-alikes.ts'
import { language, named, t } from '../words.ts'
import { Chart } from './chart.tsx'
import { Said, said } from './said.tsx'

type FamilyStory = Story['families'][number]

/** Two sums, one a question. What caps and dependence change is shown as a step of its own. */
export function EvidenceTable({ finding, story }: { finding: Finding; story: Story }) {
  const of = (question: FamilyStory['question']) => story.families.filter(one => one.question === question)
  const rows: Cell[][] = story.families.flatMap(family =>
    family.evidence.map(one => [
      family.question,
      family.family,
      one.signal,
      one.weight,
      said(one.detail),
      innocentOf(one, family.family),
    ]),
  )
  return (
    <Chart
      numbers={{
        name: `${finding.id}-evidence`,
        head: [
          t.evidence.question,
          t.words.family,
          t.words.signal,
          t.words.weight,
          t.evidence.seen,
          t.evidence.innocent,
        ],
        rows,
      }}
    >
      <Question title={t.evidence.hand} families={of('same hand')} total={finding.same_hand} />
      <Question title={t.evidence.taking} families={of('purpose')} total={finding.purpose} />
      {story.silent.length > 0 && (
        <ul className="note silent">
          {story.silent.map(one => (
            <li key={one.family}>
              {named(t.families, one.family)}
              {t.colon}
              <Said text={one.note} />
            </li>
          ))}
        </ul>
      )}
    </Chart>
  )
}

interface QuestionProps {
  title: string
  families: readonly FamilyStory[]
  total: number
}

function Question({ title, families, total }: QuestionProps) {
  const rows = families.flatMap(family => family.evidence)
  const sums = [0]
  for (const row of rows) sums.push((sums[sums.length - 1] ?? 0) + row.weight)
  const summed = sums[sums.length - 1] ?? 0
  const capped = total - summed
  // Pieces that depend on each other do not add up; then each is drawn for itself.
  const isRunning = Math.abs(capped) <= 0.5 + 0.15 * Math.abs(total)
  const low = isRunning ? Math.min(0, total, ...sums) : Math.min(0, ...rows.map(row => row.weight))
  const high = isRunning ? Math.max(0, total, ...sums) : Math.max(0, total, ...rows.map(row => row.weight))
  let index = 0
  return (
    <table className="evidence">
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col" className="num">
            {t.words.weight}
          </th>
          <th scope="col">
            <span className="unseen">{t.evidence.running}</span>
          </th>
          <th scope="col">{t.evidence.innocent}</th>
        </tr>
      </thead>
      {families.map(family => (
        <tbody key={family.family}>
          <tr className="family">
            <th scope="rowgroup">{named(t.families, family.family)}</th>
            <td className="num">{isRunning ? signed(family.weight) : ''}</td>
            <td />
            <td className="against">
              {testedAgainst[family.family].length > 0 &&
                t.evidence.against(
                  testedAgainst[family.family].map(one => named(t.lookAlikes, one)).join(t.comma),
                )}
            </td>
          </tr>
          {family.evidence.map(row => {
            const from = sums[index] ?? 0
            const to = sums[++index] ?? 0
            return (
              <tr key={`${row.signal} ${row.detail}`}>
                <td className="detail">
                  <Said text={row.detail} />
                  <span className="under">
                    {capital(named(t.signals, row.signal))}
                    {whyOf(row) !== '' && t.colon + whyOf(row)}
                  </span>
                </td>
                <td className="num">
                  {signed(row.weight)}
                  <span className="under">
                    {row.weight >= pieceCap ? t.evidence.most : ratio(row.weight)}
                  </span>
                </td>
                <td className="steps">
                  <Step from={isRunning ? from : 0} to={isRunning ? to : row.weight} low={low} high={high} />
                </td>
                <td className="innocent" data-label={t.evidence.innocent + t.colon}>
                  {innocentOf(row, family.family)}
                </td>
              </tr>
            )
          })}
        </tbody>
      ))}
      <tbody className="sum">
        {isRunning && Math.abs(capped) >= 0.05 && (
          <tr>
            <td className="detail">{t.evidence.caps}</td>
            <td className="num">{signed(capped)}</td>
            <td className="steps">
              <Step from={summed} to={total} low={low} high={high} />
            </td>
            <td className="innocent">{t.evidence.capsNote}</td>
          </tr>
        )}
        <tr>
          <th scope="row">{isRunning ? t.evidence.sum : t.evidence.together}</th>
          <td className="num">{signed(total)}</td>
          <td className="steps">
            <Step from={0} to={total} low={low} high={high} />
          </td>
          <td className="innocent">
            {words(total)}
            {!isRunning && ` ${t.evidence.notAdded}`}
          </td>
        </tr>
      </tbody>
    </table>
  )
}

type Row = FamilyStory['evidence'][number]

const whyOf = (row: Row): string => (language === 'zh' ? (signalsInChinese[row.signal]?.why ?? '') : row.why)

const innocentOf = (row: Row, family: FamilyStory['family']): string =>
  language === 'zh' ? (signalsInChinese[row.signal]?.innocent ?? named(t.innocent, family)) : row.innocent

/** Two digits mean something in a likelihood ratio; more would claim an exactness that no null model has. */
const ratio = (weight: number): string => {
  const times = Math.exp(Math.abs(weight))
  return `${weight < 0 ? '÷' : '×'}\u00a0${times < 10 ? times.toFixed(1) : count(Number(times.toPrecision(2)))}`
}

function words(total: number): string {
  if (total > Math.log(1e6)) return t.evidence.million
  if (total > 0.2) return t.evidence.times(count(Number(Math.exp(total).toPrecision(2))))
  return total > -0.2 ? t.evidence.neither : t.evidence.honest
}

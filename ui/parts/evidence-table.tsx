import type { Story } from '../../src/model/api.ts'
import type { Finding } from '../../src/model/finding.ts'
import { plainText } from '../../src/model/plain-text.ts'
import { Step } from '../charts/waterfall.tsx'
import { capital, signed } from '../format.ts'

type FamilyStory = Story['families'][number]

/** Two sums, one a question. What caps and dependence change is shown as a step of its own. */
export function EvidenceTable({ finding, story }: { finding: Finding; story: Story }) {
  const hand = story.families.filter(one => one.question === 'same hand')
  const purpose = story.families.filter(one => one.question === 'purpose')
  return (
    <>
      <Question title="Are they run by one hand?" families={hand} total={finding.same_hand} />
      <Question
        title="Does that hand take the model’s capabilities?"
        families={purpose}
        total={finding.purpose}
      />
      {story.silent.length > 0 && (
        <p className="note silent">{story.silent.map(one => `${one.title} ${one.note}.`).join(' ')}</p>
      )}
    </>
  )
}

function Question({
  title,
  families,
  total,
}: {
  title: string
  families: readonly FamilyStory[]
  total: number
}) {
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
            Weight
          </th>
          <th scope="col" aria-label="Running sum" />
          <th scope="col">Innocent explanation</th>
        </tr>
      </thead>
      {families.map(family => (
        <tbody key={family.family}>
          {families.length > 1 && (
            <tr className="family">
              <th scope="rowgroup">{family.title}</th>
              <td className="num">{isRunning ? signed(family.weight) : ''}</td>
              <td colSpan={2} />
            </tr>
          )}
          {family.evidence.map(row => {
            const from = sums[index] ?? 0
            const to = sums[++index] ?? 0
            return (
              <tr key={`${row.signal} ${row.detail}`}>
                <td className="detail">
                  {plainText(row.detail)}
                  <span className="under">{row.signal}</span>
                </td>
                <td className="num">
                  {signed(row.weight)}
                  <span className="under">{ratio(row.weight)}</span>
                </td>
                <td className="steps">
                  <Step from={isRunning ? from : 0} to={isRunning ? to : row.weight} low={low} high={high} />
                </td>
                <td className="innocent">{row.innocent}</td>
              </tr>
            )
          })}
        </tbody>
      ))}
      <tbody className="sum">
        {isRunning && Math.abs(capped) >= 0.05 && (
          <tr>
            <td className="detail">Caps and dependence</td>
            <td className="num">{signed(capped)}</td>
            <td className="steps">
              <Step from={summed} to={total} low={low} high={high} />
            </td>
            <td />
          </tr>
        )}
        <tr>
          <th scope="row">{isRunning ? 'Sum' : 'Together'}</th>
          <td className="num">{signed(total)}</td>
          <td className="steps">
            <Step from={0} to={total} low={low} high={high} />
          </td>
          <td className="innocent">
            {words(total)}
            {!isRunning && ' The pieces depend on each other and are capped, so they do not add up.'}
          </td>
        </tr>
      </tbody>
    </table>
  )
}

const ratio = (weight: number): string => {
  const times = Math.exp(Math.abs(weight))
  return `${weight < 0 ? '÷' : '×'} ${times < 10 ? times.toFixed(1) : Math.round(times).toLocaleString('en-US')}`
}

function words(total: number): string {
  if (total > Math.log(1e6)) return 'Over a million times likelier than the innocent reading.'
  if (total > 0.2)
    return `${Math.round(Math.exp(total)).toLocaleString('en-US')} times likelier than the innocent reading.`
  if (total > -0.2) return 'Says neither the one nor the other.'
  return 'Speaks for honest use.'
}

export const EvidenceList = ({ evidence }: { evidence: Finding['evidence'] }) => (
  <ul className="reasons">
    {evidence.map(one => (
      <li key={`${one.signal} ${one.detail}`}>
        <span>{signed(one.weight)}</span>
        <span className="faint">{one.signal}</span>

        <span>{capital(plainText(one.detail))}</span>
      </li>
    ))}
  </ul>
)

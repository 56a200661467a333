import type { Story } from '../../src/model/api.ts'
import { Step } from '../charts/waterfall.tsx'
import { signed } from '../format.ts'
import { language, t } from '../words.ts'
import { Chart } from './chart.tsx'
import { Said, said } from './said.tsx'

/** Innocent explanations held against the evidence, the one that explains most first. */
export function Alternatives({ id, story, total }: { id: string; story: Story; total: number }) {
  const high = Math.max(total, ...story.alternatives.map(one => one.explains))
  return (
    <Chart
      numbers={{
        name: `${id}-alternatives`,
        head: [
          t.alternatives.explanation,
          t.alternatives.explains,
          t.alternatives.remains,
          t.alternatives.answer,
        ],
        rows: story.alternatives.map(one => [
          t.explanations[one.explanation] ?? one.explanation,
          one.explains,
          one.remains,
          said(one.answer),
        ]),
      }}
    >
      <table className="alternatives">
        <thead>
          <tr>
            <th>{t.alternatives.explanation}</th>
            <th className="num">{t.alternatives.explains}</th>
            <th className="num">{t.alternatives.remains}</th>
            <th className="wide">
              <span className="unseen">{t.alternatives.remains}</span>
            </th>
            <th>{t.alternatives.answer}</th>
          </tr>
        </thead>
        <tbody>
          {story.alternatives.map(one => (
            <tr key={one.explanation}>
              <td>
                {language === 'en' ? one.explanation : (t.explanations[one.explanation] ?? one.explanation)}
              </td>
              <td className="num faint">{one.explains.toFixed(1)}</td>
              <td className="num">{signed(one.remains)}</td>
              <td className="steps wide">
                <Step from={0} to={one.remains} low={0} high={high} />
              </td>
              <td>
                <Said text={one.answer} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Chart>
  )
}

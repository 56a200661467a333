import type { Story } from '../../src/model/api.ts'
import { Step } from '../charts/waterfall.tsx'
import { signed } from '../format.ts'

export function Alternatives({ story, total }: { story: Story; total: number }) {
  const high = Math.max(total, ...story.alternatives.map(one => one.explains))
  return (
    <table className="alternatives">
      <thead>
        <tr>
          <th>Explanation</th>
          <th className="num">Accounts for</th>
          <th className="num">Remains</th>
          <th className="wide" aria-label="What remains" />
          <th>Answer</th>
        </tr>
      </thead>
      <tbody>
        {story.alternatives.map(one => (
          <tr key={one.explanation}>
            <td>{one.explanation}</td>
            <td className="num faint">{one.explains.toFixed(1)}</td>
            <td className="num">{signed(one.remains)}</td>
            <td className="steps wide">
              <Step from={0} to={one.remains} low={0} high={high} />
            </td>
            <td>{one.answer}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

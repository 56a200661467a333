import type { Evidence } from '../../src/model/finding.ts'
import { capital, count, signed } from '../format.ts'
import { named, t } from '../words.ts'
import { Said } from './said.tsx'

/** Even odds. The program's own bar is higher; below this nobody would be named at all. */
const even = 0
/** A family speaks when it holds at least this, as in detection. */
const speaks = 1

/**
 * What would clear an account: families in the order in which explaining them away takes most, until what remains no
 * longer carries membership, or fewer than two families speak.
 */
export function Clearing({ evidence }: { evidence: readonly Evidence[] }) {
  const families = [...new Set(evidence.map(one => one.family))]
    .map(family => ({
      family,
      pieces: evidence.filter(one => one.family === family),
      weight: evidence.filter(one => one.family === family).reduce((sum, one) => sum + one.weight, 0),
    }))
    .sort((a, b) => b.weight - a.weight)
  const speaking = families.filter(one => one.weight >= speaks)
  const total = families.reduce((sum, one) => sum + one.weight, 0)
  let left = total
  return (
    <ol className="clearing">
      {speaking.map((one, index) => {
        left -= one.weight
        const isClear = left <= even || speaking.length - index - 1 < 2
        const [strongest] = one.pieces.toSorted((a, b) => b.weight - a.weight)
        return (
          <li key={one.family} className={isClear ? 'clear' : undefined}>
            <span className="clear-family">{capital(named(t.families, one.family))}</span>
            <span className="clear-what">
              {t.clearing[one.family]}
              {strongest !== undefined && <Said text={strongest.detail} className="under" />}
            </span>
            <span className="clear-left">
              {isClear ? t.account.clears : t.account.left(signed(left), count(speaking.length - index - 1))}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

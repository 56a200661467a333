import type { FindingList, FindingSummary } from '../../src/model/api.ts'
import { count, daysBetween, label, longDay, percent, shortDay } from '../format.ts'
import { Answered, useTitle } from '../parts/answered.tsx'
import { Name } from '../parts/name.tsx'
import { State } from '../parts/state.tsx'
import { addressOf, Link } from '../route.tsx'

export function CampaignsView() {
  useTitle('Campaigns')
  return (
    <Answered<FindingList> path="/v1/campaigns">
      {({ items, as_of }) => (
        <>
          <div className="lead">
            <h1>{items.length === 0 ? 'No campaign was found.' : 'Campaigns'}</h1>
            <p>
              {as_of === undefined ? 'Nothing has been looked at yet.' : `Traffic up to ${longDay(as_of)}.`}{' '}
              Accounts run by one hand that takes what trains a model.
            </p>
          </div>
          {items.length > 0 && (
            <div className="scroll">
              <Table items={items} />
            </div>
          )}
        </>
      )}
    </Answered>
  )
}

function Table({ items }: { items: readonly FindingSummary[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th>Campaign</th>
          <th className="num">Accounts</th>
          <th className="num">Exchanges</th>
          <th className="num wide">An account a day</th>
          <th>Window</th>
          <th className="wide">Aimed at</th>
          <th className="num">Confidence</th>
          <th>State</th>
        </tr>
      </thead>
      <tbody>
        {items.map(one => (
          <tr key={one.id}>
            <td className="lead-cell">
              <Link href={addressOf('campaigns', one.id)}>
                <Name text={one.name} />
              </Link>
              <span className="under mono">{one.id}</span>
            </td>
            <td className="num">{count(one.accounts)}</td>
            <td className="num">{count(one.exchanges)}</td>
            <td className="num wide">{pace(one)}</td>
            <td className="nowrap">
              {shortDay(one.first)} to {shortDay(one.last)}
              <span className="under">{daysBetween(one.first, one.last)} days</span>
            </td>
            <td className="wide">{aims(one)}</td>
            <td className="num">{percent(one.confidence, true)}</td>
            <td>
              <State state={one.state} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const pace = (one: FindingSummary): string =>
  (one.exchanges / Math.max(1, one.accounts) / daysBetween(one.first, one.last)).toFixed(1)

/** What stands out against honest use, not what is merely frequent. */
function aims(one: FindingSummary): string {
  return one.capabilities
    .filter(item => item.share > item.honest * 1.3 && item.share >= 0.05)
    .sort((a, b) => b.share - b.honest - (a.share - a.honest))
    .slice(0, 3)
    .map(item => label(item.capability))
    .join(', ')
}

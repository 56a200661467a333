import type { FindingList } from '../../src/model/api.ts'
import { count, daysBetween, shortDay, signed } from '../format.ts'
import { Answered, useTitle } from '../parts/answered.tsx'
import { Name } from '../parts/name.tsx'
import { addressOf, Link } from '../route.tsx'

/** Coordinated groups that are nobody's business, each with the reason: the other half of the promise. */
export function GroupsView() {
  useTitle('Left alone')
  return (
    <Answered<FindingList> path="/v1/groups">
      {({ items }) => (
        <>
          <div className="lead">
            <h1>
              {items.length === 0
                ? 'No coordinated group besides the campaigns.'
                : 'Coordinated, and left alone'}
            </h1>
            <p>
              These accounts share enough to be seen as a group. What they take is honest use, so they are no
              campaign: nothing is exported, and nothing is done to them.
            </p>
          </div>
          {items.length > 0 && (
            <div className="scroll">
              <table>
                <thead>
                  <tr>
                    <th>Group</th>
                    <th className="num">Accounts</th>
                    <th className="num wide">Exchanges</th>
                    <th className="wide">Window</th>
                    <th className="num">Same hand</th>
                    <th className="num">Purpose</th>
                    <th className="why">Why it is left alone</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map(one => (
                    <tr key={one.id}>
                      <td className="lead-cell">
                        <Link href={addressOf('groups', one.id)}>
                          <Name text={one.name} />
                        </Link>
                        <span className="under mono">{one.id}</span>
                      </td>
                      <td className="num">{count(one.accounts)}</td>
                      <td className="num wide">{count(one.exchanges)}</td>
                      <td className="nowrap wide">
                        {shortDay(one.first)} to {shortDay(one.last)}
                        <span className="under">{daysBetween(one.first, one.last)} days</span>
                      </td>
                      <td className="num">{signed(one.same_hand)}</td>
                      <td className="num">{signed(one.purpose)}</td>
                      <td className="why">{one.why_not}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </>
      )}
    </Answered>
  )
}

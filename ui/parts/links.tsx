import type { Hub, LinkMap } from '../../src/model/page.ts'
import { useAnswer, useLast } from '../api.ts'
import { hubName, LinkMapChart } from '../charts/link-map.tsx'
import { count } from '../format.ts'
import { addressOf, encoded, Link, setQuery, useQuery } from '../route.tsx'
import { named, t } from '../words.ts'
import { Chart } from './chart.tsx'
import { Name } from './name.tsx'
import { refusalText } from './refusal.tsx'

interface LinksProps {
  id: string
  path: string
  kind: 'campaign' | 'group'
  /** Shows the holders of a value among the members. */
  onHeld: (value: string) => void
}

/** The map, opened step by step; the path back stands above it. */
export function Links({ id, path, kind, onHeld }: LinksProps) {
  const within = useQuery().get('within') ?? ''
  const setWithin = (next: string) => setQuery({ within: next })
  const loaded = useLast(useAnswer<LinkMap>(`${path}/graph?within=${encoded(within)}`))
  if (loaded.state === 'loading') return <p className="note">{t.waiting}</p>
  if (loaded.state === 'failed') return <p className="note">{refusalText(loaded)}</p>
  const map = loaded.value
  if (map.hubs.length === 0) return <p className="note">{t.links.none}</p>
  const show = (hub: Hub) => {
    if (hub.values === 1 && hub.value !== '') onHeld(hub.value)
  }
  return (
    <Chart
      numbers={{
        name: `${id}-links`,
        head: [
          t.words.family,
          t.words.signal,
          t.links.value,
          t.words.members,
          t.links.outside,
          t.words.weight,
        ],
        rows: map.hubs.map(one => [
          one.family,
          one.signal,
          hubName(one),
          one.accounts,
          one.outside,
          one.weight,
        ]),
      }}
      legend={
        within === '' ? (
          t.links.whole(count(map.members), map.bundles.length)
        ) : (
          <>
            <button type="button" className="quiet" onClick={() => setWithin('')}>
              {t.links.back}
            </button>
            <span>{t.links.opened(count(map.members), steps(map, within))}</span>
          </>
        )
      }
    >
      <LinkMapChart map={map} kind={kind} onOpen={setWithin} onHub={show} />
      {map.accounts.length > 0 && (
        <ul className="named">
          {map.accounts.map(account => (
            <li key={account}>
              <Link href={addressOf('accounts', account)}>
                <Name text={account} mono />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Chart>
  )
}

/** The way into a bundle, in words: holds this, not that. */
function steps(map: LinkMap, within: string): string {
  return [...within.matchAll(/([+-])(\d+)/g)]
    .map(([, sign, number]) => {
      const hub = map.hubs.find(one => one.hub === Number(number))
      const name = hub === undefined ? t.links.another : hubName(hub) || named(t.signals, hub.signal)
      return sign === '+' ? t.links.holds(name) : t.links.holdsNot(name)
    })
    .join(t.comma)
}

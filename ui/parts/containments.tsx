import type { Met as MetShape, Proposal } from '../../src/model/page.ts'
import { useAnswer } from '../api.ts'
import { capital, count, expected, instant, percent } from '../format.ts'
import { addressOf, Link } from '../route.tsx'
import { named, t } from '../words.ts'
import { ActForm } from './act-form.tsx'
import { Name } from './name.tsx'
import { Said, said } from './said.tsx'

/** Containments of a campaign: what was proposed, who said yes, what is in force and until when. */
export function Containments({
  items,
  isCampaignNamed = false,
}: {
  items: readonly Proposal[]
  isCampaignNamed?: boolean
}) {
  return (
    <ul className="containments">
      {items.map(one => (
        <Containment key={one.containment.id} proposal={one} isCampaignNamed={isCampaignNamed} />
      ))}
    </ul>
  )
}

export function Containment({ proposal, isCampaignNamed }: { proposal: Proposal; isCampaignNamed: boolean }) {
  const { containment: one, needed } = proposal
  const { estimate } = one
  const path = `/v1/containments/${encodeURIComponent(one.id)}`
  const held = one.lists.reduce((sum, list) => sum + list.accounts, 0)
  return (
    <li className={`containment ${one.status}`}>
      <p className="containment-head">
        <strong>{named(t.measures, one.terms.measure)}</strong>
        <span>{t.containment.status[one.status]}</span>
        {one.terms.mode === 'shadow' && <span className="tag">{t.containment.shadow}</span>}
        {isCampaignNamed && <Link href={addressOf('campaigns', one.campaign)}>{one.campaign}</Link>}
        <span className="faint mono">{one.id}</span>
      </p>
      <p>
        {t.containment.touches(
          count(held),
          count(estimate.exchanges),
          percent(estimate.share),
          expected(estimate.honest),
        )}
      </p>
      <p className="faint">
        {t.containment.proposed(one.proposed.actor.id, instant(one.proposed.at))}
        {one.approvals.map(yes => ` · ${t.containment.approved(yes.actor.id, instant(yes.at))}`)}
        {one.status === 'in-force' && ` · ${t.containment.until(instant(new Date(one.until).toISOString()))}`}
        {one.ended !== undefined && ` · ${t.containment.ended(one.ended.actor.id, instant(one.ended.at))}`}
      </p>
      <p>
        <Name text={capital(said(one.reason))} />
      </p>
      {one.status === 'proposed' && (
        <>
          <p className="note">
            {t.containment.needs(needed.persons, one.approvals.length)}{' '}
            {needed.because !== '' && <Said text={needed.because} />}
          </p>
          <div className="acts">
            <ActForm
              title={t.containment.approve}
              path={`${path}/approve`}
              isGrave={one.terms.mode === 'enforce'}
            />
            <ActForm title={t.containment.refuse} path={`${path}/refuse`} />
          </div>
        </>
      )}
      {one.since > 0 && <Met path={path} proposal={proposal} />}
      {one.status === 'in-force' && (
        <div className="acts">
          <ActForm title={t.containment.lift} path={`${path}/lift`} />
        </div>
      )}
    </li>
  )
}

/** What it did since it began: in shadow, what it would have done. */
function Met({ path, proposal: { containment } }: { path: string; proposal: Proposal }) {
  const met = useAnswer<MetShape>(`${path}/effect`)
  if (met.state !== 'ready') return null
  const { estimate, mode } = met.value
  const rung = estimate.measures.find(one => one.measure === containment.terms.measure)
  return <p>{t.containment.met(mode === 'shadow', count(estimate.exchanges), count(rung?.exchanges ?? 0))}</p>
}

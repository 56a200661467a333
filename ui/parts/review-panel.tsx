import { useId, useState } from 'react'
import type { CampaignRecord } from '../../src/model/containment.ts'
import type { Proposals } from '../../src/model/page.ts'
import { useAnswer } from '../api.ts'
import { instant } from '../format.ts'
import { t } from '../words.ts'
import { ActForm } from './act-form.tsx'
import { Containments } from './containments.tsx'
import { Name } from './name.tsx'
import { Section } from './section.tsx'
import { State } from './state.tsx'

/** What people said and did so far, and what one may say now. */
export function ReviewPanel({ id, kind }: { id: string; kind: 'campaign' | 'group' }) {
  const base = `/v1/campaigns/${encodeURIComponent(id)}`
  const record = useAnswer<CampaignRecord>(`${base}/record`)
  const proposals = useAnswer<Proposals>(`/v1/containments?campaign=${encodeURIComponent(id)}`)
  if (record.state !== 'ready') return null
  const { state, assignee, verdicts, comments } = record.value
  const said = [
    ...verdicts.map(one => ({
      who: one.actor.id,
      at: one.at,
      what: t.review.verdicts[one.verdict],
      text: one.reason,
    })),
    ...comments.map(one => ({ who: one.actor, at: one.at, what: t.review.commented, text: one.text })),
  ].sort((a, b) => (a.at < b.at ? -1 : 1))
  const say = (verdict: string) => ({ path: `${base}/review`, body: () => ({ verdict }) })
  return (
    <Section id="review" title={t.review.title} note={t.review.note}>
      <p className="standing">
        <State state={state} />
        <span>{assignee === '' ? t.review.nobody : t.review.assigned(assignee)}</span>
      </p>
      {proposals.state === 'ready' && proposals.value.items.length > 0 && (
        <Containments items={proposals.value.items} />
      )}
      {said.length > 0 && (
        <ul className="said">
          {said.map(one => (
            <li key={`${one.at} ${one.who} ${one.what}`}>
              <span className="faint">
                <Name text={one.who} /> {one.what} {instant(one.at)}
              </span>
              <span>
                <Name text={one.text} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <div className="acts">
        {state !== 'confirmed' && state !== 'contained' && (
          <ActForm title={t.review.confirm} {...say('confirm')} />
        )}
        {state !== 'dismissed' && kind === 'campaign' && (
          <ActForm title={t.review.dismiss} {...say('dismiss')} />
        )}
        {state === 'contained' && <ActForm title={t.review.release} {...say('release')} />}
        {kind === 'campaign' && (
          <a className="act" href="#measures">
            {t.review.contain}
          </a>
        )}
        <ActForm title={t.review.comment} reasonTitle={t.review.commentText} {...say('comment')} />
        <Assign path={`${base}/review`} assignee={assignee} />
      </div>
    </Section>
  )
}

function Assign({ path, assignee }: { path: string; assignee: string }) {
  const [to, setTo] = useState(assignee)
  const field = useId()
  return (
    <ActForm
      title={t.review.assign}
      path={path}
      isReasoned={false}
      body={() => ({ verdict: 'assign', to: to.trim() })}
    >
      <label htmlFor={field}>
        <span>{t.review.assignTo}</span>
        <input id={field} value={to} maxLength={256} onChange={event => setTo(event.target.value)} />
      </label>
    </ActForm>
  )
}

import type { Proposal, Queue } from '../../src/model/page.ts'
import type { Calibration as CalibrationShape, QueueItem } from '../../src/model/review.ts'
import { useAnswer } from '../api.ts'
import { count, moment } from '../format.ts'
import { ActForm } from '../parts/act-form.tsx'
import { Answered, Part, useTitle } from '../parts/answered.tsx'
import { Calibration } from '../parts/calibration.tsx'
import { called } from '../parts/called.tsx'
import { Containment } from '../parts/containments.tsx'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { Name } from '../parts/name.tsx'
import { said } from '../parts/said.tsx'
import { Section } from '../parts/section.tsx'
import { addressOf, Link } from '../route.tsx'
import { t } from '../words.ts'

/** What waits for a person, the most pressing first. */
export function ReviewView() {
  useTitle(t.nav.review)
  return (
    <Answered<Queue> path="/v1/queue">
      {({ items }) => (
        <>
          <div className="lead">
            <h1>{items.length === 0 ? t.queue.empty : t.queue.waiting(items.length)}</h1>
            <p>
              {t.queue.note} <Link href="/appeals">{t.appeals.all}</Link>
            </p>
          </div>
          {items.some(one => one.kind === 'approve') && (
            <Section title={t.queue.approvals} note={t.queue.approvalsNote}>
              <ul className="containments">
                {items
                  .filter(one => one.kind === 'approve')
                  .map(one => (
                    <Proposed key={one.subject} id={one.subject} />
                  ))}
              </ul>
            </Section>
          )}
          <Section title={t.queue.title} note={t.queue.order}>
            <DataTable
              name={t.queue.title}
              keyOf={one => `${one.kind} ${one.subject}`}
              rows={items}
              columns={columns()}
            />
          </Section>
          <Section title={t.calibration.title} note={t.calibration.note}>
            <Part<CalibrationShape> path="/v1/calibration">{value => <Calibration value={value} />}</Part>
          </Section>
        </>
      )}
    </Answered>
  )
}

function Proposed({ id }: { id: string }) {
  const loaded = useAnswer<Proposal>(`/v1/containments/${encodeURIComponent(id)}`)
  return loaded.state === 'ready' ? <Containment proposal={loaded.value} isCampaignNamed /> : null
}

const columns = (): readonly Column<QueueItem>[] => [
  {
    id: 'kind',
    title: t.queue.asked,
    value: one => t.queue.kinds[one.kind],
    className: 'nowrap',
    show: one => (
      <>
        {t.queue.kinds[one.kind]}
        {one.again && <span className="under">{t.queue.again}</span>}
      </>
    ),
  },
  {
    id: 'subject',
    title: t.queue.what,
    className: 'lead-cell',
    value: one => `${one.subject} ${one.title}`,
    show: one => (
      <>
        <Link href={whereTo(one)}>
          <Name text={called(said(one.title)).title} />
        </Link>
        <span className="under mono">
          <Name text={one.subject} />
        </span>
      </>
    ),
  },
  {
    id: 'accounts',
    title: t.words.accounts,
    isNumber: true,
    value: one => one.accounts,
    show: one => (one.accounts === undefined ? '' : count(one.accounts)),
  },
  {
    id: 'since',
    title: t.queue.since,
    isWide: true,
    value: one => one.since,
    show: one => moment(one.since),
  },
  {
    id: 'assignee',
    title: t.queue.assignee,
    isWide: true,
    value: one => one.assignee,
    show: one =>
      one.assignee === '' ? (
        <span className="faint">{t.review.noAssignee}</span>
      ) : (
        <Name text={one.assignee} />
      ),
  },
  {
    id: 'act',
    title: t.queue.word,
    value: () => '',
    className: 'act-cell',
    show: one => <Acts item={one} />,
  },
]

const whereTo = (one: QueueItem): string =>
  one.kind === 'appeal'
    ? '/appeals'
    : one.campaign === undefined
      ? '/review'
      : `${addressOf('campaigns', one.campaign)}${one.kind === 'judge' ? '#evidence' : '#review'}`

function Acts({ item }: { item: QueueItem }) {
  if (item.kind !== 'judge') return null
  const path = `/v1/campaigns/${encodeURIComponent(item.subject)}/review`
  return (
    <div className="acts">
      <ActForm title={t.review.confirm} path={path} body={() => ({ verdict: 'confirm' })} />
      <ActForm title={t.review.dismiss} path={path} body={() => ({ verdict: 'dismiss' })} />
    </div>
  )
}

import type { AccountPage } from '../../src/model/api.ts'
import type { Entry } from '../../src/model/audit.ts'
import type { Notice, Proposal } from '../../src/model/page.ts'
import { useAnswer } from '../api.ts'
import { instant } from '../format.ts'
import { language, t } from '../words.ts'
import { ActForm } from './act-form.tsx'
import { Entries } from './entries.tsx'
import { Name } from './name.tsx'
import { Section } from './section.tsx'

interface AccountActsProps {
  account: string
  campaign: string | undefined
  released: AccountPage['released']
}

/** What was decided about one account, what its holder is told, and the release. */
export function AccountActs({ account, campaign, released }: AccountActsProps) {
  const base = `/v1/accounts/${encodeURIComponent(account)}`
  const log = useAnswer<{ items: Entry[] }>(`/v1/audit?subject=${encodeURIComponent(account)}&limit=50`)
  const entries = log.state === 'ready' ? log.value.items : []
  if (campaign === undefined && entries.length + released.length === 0) return null
  // A granted appeal stands in the log under the appeal's own id.
  const elsewhere = released.filter(one => !entries.some(entry => entry.at === one.at))
  return (
    <Section title={t.decisions.title} note={t.decisions.note}>
      {elsewhere.map(one => (
        <p key={one.campaign}>
          {t.decisions.byAppeal(instant(one.at))} <Name text={one.reason} />
        </p>
      ))}
      {entries.length > 0 ? (
        <Entries name={t.decisions.title} items={entries} isSubjectShown={false} />
      ) : (
        elsewhere.length === 0 && <p className="note">{t.decisions.none}</p>
      )}
      {campaign !== undefined && <Held base={base} campaign={campaign} />}
      <div className="acts">
        {released.length > 0 ? (
          <ActForm
            title={t.decisions.recall}
            path={`${base}/recall`}
            body={() => ({ campaign: released[0]?.campaign ?? '*' })}
          />
        ) : (
          campaign !== undefined && (
            <>
              <ActForm
                title={t.decisions.release(campaign)}
                path={`${base}/release`}
                body={() => ({ campaign })}
              />
              <ActForm title={t.decisions.releaseAll} path={`${base}/release`} />
            </>
          )
        )}
      </div>
    </Section>
  )
}

/** There is a notice only while something holds the campaign; asking without cause would be answered as missing. */
function Held({ base, campaign }: { base: string; campaign: string }) {
  const held = useAnswer<{ items: Proposal[] }>(
    `/v1/containments?status=in-force&campaign=${encodeURIComponent(campaign)}`,
  )
  const isHeld =
    held.state === 'ready' && held.value.items.some(one => one.containment.terms.mode === 'enforce')
  return isHeld ? <Told base={base} /> : null
}

/** The notice, as it would be sent. */
function Told({ base }: { base: string }) {
  const notice = useAnswer<Notice>(`${base}/notice?language=${language}`)
  if (notice.state !== 'ready') return null
  return (
    <details className="letter">
      <summary>{t.decisions.notice}</summary>
      <h3>{notice.value.title}</h3>
      {notice.value.paragraphs.map(text => (
        <p key={text}>{text}</p>
      ))}
    </details>
  )
}

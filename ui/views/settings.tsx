import type { ContainmentRules } from '../../src/model/containment-rules.ts'
import type { Allowed, Sources } from '../../src/model/page.ts'
import { count, instant, moment } from '../format.ts'
import { AllowList } from '../parts/allow-list.tsx'
import { Part, useTitle } from '../parts/answered.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { Keys } from '../parts/keys.tsx'
import { Name } from '../parts/name.tsx'
import { Policy } from '../parts/policy.tsx'
import { Retention } from '../parts/retention.tsx'
import { Rules } from '../parts/rules.tsx'
import { Section } from '../parts/section.tsx'
import { useAnchor } from '../route.tsx'
import { mayReview, useSession } from '../session.ts'
import { t } from '../words.ts'

/** What the service reads, keeps and may do. */
export function SettingsView() {
  useTitle(t.nav.settings)
  useAnchor(true)
  const isReviewer = mayReview(useSession())
  return (
    <>
      <div className="lead">
        <h1>{t.nav.settings}</h1>
        <p>{t.settings.note}</p>
      </div>
      <Section id="sources" title={t.settings.sources} note={t.settings.sourcesNote}>
        <Part<Sources> path="/v1/sources">{sources => <Read sources={sources} />}</Part>
      </Section>
      <Section id="rules" title={t.settings.rules} note={t.settings.rulesNote}>
        <Part<ContainmentRules> path="/v1/containment-rules">{rules => <Rules rules={rules} />}</Part>
      </Section>
      <Policy />
      {isReviewer && <Keys />}
      <Section id="allow" title={t.settings.allow} note={t.settings.allowNote}>
        <Part<{ items: Allowed[] }> path="/v1/allow-list">{({ items }) => <AllowList items={items} />}</Part>
      </Section>
    </>
  )
}

type File = Sources['files'][number]

function Read({ sources }: { sources: Sources }) {
  const { texts } = sources
  const number = (id: 'lines' | 'taken' | 'repeated' | 'rejected' | 'accounts', isWide = false) => ({
    id,
    title: t.settings.counts[id],
    isNumber: true,
    isWide,
    value: (one: File) => one[id],
    show: (one: File) => count(one[id]),
  })
  return (
    <>
      <DataTable<File>
        name={t.settings.files}
        empty={t.settings.noFiles}
        keyOf={one => `${one.name} ${one.stored}`}
        rows={sources.files}
        columns={[
          {
            id: 'name',
            title: t.settings.file,
            value: one => one.name,
            show: one => (
              <>
                <Name text={one.name} />
                {!one.whole && <span className="under warn">{t.settings.cutOff}</span>}
              </>
            ),
          },
          number('lines', true),
          number('taken'),
          number('accounts', true),
          number('repeated', true),
          number('rejected'),
          {
            id: 'stored',
            title: t.settings.when,
            isWide: true,
            value: one => one.stored,
            show: one => instant(one.stored),
          },
        ]}
      />
      <h3>{t.infrastructure.pathways}</h3>
      <DataTable
        name={t.infrastructure.pathways}
        keyOf={one => one.pathway}
        rows={sources.pathways}
        columns={[
          {
            id: 'pathway',
            title: t.words.name,
            value: one => one.pathway,
            show: one => <Name text={one.pathway || t.unknown} />,
          },
          {
            id: 'exchanges',
            title: t.words.exchanges,
            isNumber: true,
            value: one => one.exchanges,
            show: one => count(one.exchanges),
          },
          {
            id: 'latest',
            title: t.settings.latest,
            value: one => one.latest,
            show: one => moment(one.latest),
          },
        ]}
      />
      <h3 id="retention">{t.settings.retention}</h3>
      <Retention texts={texts} />
    </>
  )
}

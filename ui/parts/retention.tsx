import type { Sources } from '../../src/model/page.ts'
import { count, instant } from '../format.ts'
import { t } from '../words.ts'
import { DataTable } from './data-table.tsx'

type Kept = (typeof t.retention.kinds)[number]

/** What is kept of the traffic, in which form, and until when. */
export function Retention({ texts }: { texts: Sources['texts'] }) {
  const until = (one: Kept): string =>
    one.id !== 'texts'
      ? one.until
      : texts.kept === 0
        ? t.settings.noTexts
        : t.settings.texts(count(texts.kept), instant(texts.next), instant(texts.last))
  return (
    <DataTable<Kept>
      name={t.settings.retention}
      keyOf={one => one.id}
      rows={t.retention.kinds}
      isCards
      columns={[
        { id: 'what', title: t.retention.what, value: one => one.what, show: one => one.what },
        {
          id: 'form',
          title: t.retention.form,
          className: 'long',
          value: one => one.form,
          show: one => one.form,
        },
        { id: 'until', title: t.retention.until, className: 'long', value: until, show: until },
      ]}
    />
  )
}

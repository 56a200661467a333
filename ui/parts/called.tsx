import { aimsInChinese, linkedInChinese } from '../../src/model/chinese/sentences.ts'
import type { Finding } from '../../src/model/finding.ts'
import { nameParts } from '../../src/model/finding-name.ts'
import { plainText } from '../../src/model/plain-text.ts'
import { capital } from '../format.ts'
import { addressOf, Link } from '../route.tsx'
import { language, t } from '../words.ts'
import { Name } from './name.tsx'

/** A finding's name in the language in use: what it is after, and apart from that what linked it. Safe to show as it is. */
export function called(name: string): { title: string; linked: string } {
  const parts = nameParts(name)
  if (parts === undefined) return { title: plainText(name), linked: '' }
  if (language === 'zh') return { title: aimsInChinese(parts.aims), linked: linkedInChinese(parts.linkedBy) }
  const aims = parts.aims.map(one => one.replaceAll('-', ' '))
  return {
    title: capital(aims.length === 0 ? t.telling.mixed : aims.join(' and ')),
    linked: t.telling.linkedBy(parts.linkedBy.join(', ')),
  }
}

/** The name as a row of a table shows it: the aim is the way in, links and id stand under it. */
export function FindingLink({ finding }: { finding: Pick<Finding, 'id' | 'kind' | 'name'> }) {
  const { title, linked } = called(finding.name)
  return (
    <>
      <Link href={addressOf(finding.kind === 'campaign' ? 'campaigns' : 'groups', finding.id)}>
        <Name text={title} />
      </Link>
      <span className="under">
        <span className="mono">{finding.id}</span>
        {linked !== '' && ` · ${linked}`}
      </span>
    </>
  )
}

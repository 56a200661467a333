/** Holds the lists and letters that the log sealed by hash against what is stored now. */
import { sha256 } from '../audit/entry.ts'
import { entries } from '../audit/read.ts'
import { sealedSchema } from '../model/containment.ts'
import type { Store } from '../store/store.ts'
import { textsOf } from './appeal.ts'
import { digestOf, readLists } from './lists.ts'

export interface BrokenSeal {
  /** Entry that sealed it. */
  readonly seq: number
  readonly why: string
}

/** Every seal that does not hold. A letter that was deleted is none: that is what it stands apart for. */
export async function brokenSeals(store: Store): Promise<BrokenSeal[]> {
  const broken: BrokenSeal[] = []
  for await (const { seq, detail, subject } of entries(store)) {
    const sealed = sealedSchema.safeParse(detail.sealed)
    if (sealed.success) {
      const { list, digest, accounts } = sealed.data
      const listed = (await readLists(store, [list])).get(list) ?? []
      if (listed.length !== accounts || digestOf(listed) !== digest)
        broken.push({ seq, why: `the accounts on list ${list} are not those that were sealed` })
    }
    if (typeof detail.text_digest !== 'string') continue
    const text = (await textsOf(store, [{ id: subject }])).get(subject)
    if (text !== undefined && sha256(text) !== detail.text_digest)
      broken.push({ seq, why: `the text of appeal ${subject} is not the one that came in` })
  }
  return broken
}

/** Appeals: an account holder objects, a person answers with reasons, and a granted appeal is the release itself. */
import { z } from 'zod'
import { appendNext, exclusively } from '../audit/append.ts'
import { sha256 } from '../audit/entry.ts'
import { AppError } from '../errors.ts'
import { defineQuery } from '../query.ts'
import type { Store } from '../store/store.ts'
import { readState } from './load.ts'
import type { NoticeLanguage } from './notice.ts'
import { alreadyDone, type By } from './request.ts'
import type { Appeal, State } from './state.ts'

const textsQuery = defineQuery(new URL('./appeal-texts.sql', import.meta.url), {
  params: z.object({ appeals: z.array(z.string()) }),
  row: z.object({ appeal: z.string(), text: z.string() }),
})

const leastAnswerChars = 20

export interface AppealView extends Appeal {
  /** What the holder wrote, hostile input; absent once it was deleted. */
  readonly text?: string
}

/**
 * Takes an appeal in. An account has one open appeal at a time: writing again answers with the open one.
 */
export function openAppeal(
  store: Store,
  asked: { account: string; text: string; language: NoticeLanguage },
  by: By,
): Promise<AppealView> {
  const { account, text, language } = asked
  return exclusively(store, async () => {
    const state = await readState(store)
    const open = [...state.appeals.values()].find(
      one => one.account === account && one.answered === undefined,
    )
    if (open !== undefined) return viewed(store, open)
    const id = `p-${sha256(JSON.stringify([account, by.request || by.at, state.seq])).slice(0, 12)}`
    await store.append('appeals', id, [
      { appeal: id, account, at: new Date(by.at).toISOString(), language, text },
    ])
    const detail = { account, language, text_digest: sha256(text) }
    await appendNext(store, { ...by, act: 'appeal/open', subject: id, detail })
    return viewed(store, requireAppeal(await readState(store), id))
  })
}

/**
 * Answers an appeal with a reason for the log and a letter for the holder. `granted` releases the account from every
 * campaign in the same entry.
 * @throws missing `appeal/unknown`; conflict `appeal/answered`; input `appeal/no-answer` for a refusal without words
 */
export function answerAppeal(
  store: Store,
  id: string,
  word: { outcome: 'granted' | 'refused'; reason: string; message?: string | undefined },
  by: By,
): Promise<AppealView> {
  return exclusively(store, async () => {
    const appeal = requireAppeal(await readState(store), id)
    if (await alreadyDone(store, 'appeal/answer', id, by)) return viewed(store, appeal)
    if (appeal.answered !== undefined)
      throw new AppError('conflict', 'appeal/answered', 'this appeal has its answer already')
    const { outcome, reason, message = '' } = word
    if (outcome === 'refused' && message.trim().length < leastAnswerChars)
      throw new AppError('input', 'appeal/no-answer', 'a refusal needs an answer that the holder can read')
    const detail = { outcome, reason, answer: letter(appeal, outcome, message) }
    await appendNext(store, { ...by, act: 'appeal/answer', subject: id, detail })
    return viewed(store, requireAppeal(await readState(store), id))
  })
}

/** Open ones first, each with its text. */
export async function listAppeals(store: Store, limit: number): Promise<AppealView[]> {
  const state = await readState(store)
  const appeals = [...state.appeals.values()]
    .sort(
      (a, b) => Number(a.answered !== undefined) - Number(b.answered !== undefined) || (a.at < b.at ? -1 : 1),
    )
    .slice(0, limit)
  const texts = await textsOf(store, appeals)
  return appeals.map(one => withText(one, texts))
}

function requireAppeal(state: State, id: string): Appeal {
  const appeal = state.appeals.get(id)
  if (appeal === undefined) throw new AppError('missing', 'appeal/unknown', 'no such appeal')
  return appeal
}

const viewed = async (store: Store, appeal: Appeal): Promise<AppealView> =>
  withText(appeal, await textsOf(store, [appeal]))

const withText = (appeal: Appeal, texts: ReadonlyMap<string, string>): AppealView => {
  const text = texts.get(appeal.id)
  return text === undefined ? appeal : { ...appeal, text }
}

/** What was written, as far as it is still there. */
export async function textsOf(
  store: Store,
  appeals: readonly Pick<Appeal, 'id'>[],
): Promise<Map<string, string>> {
  if (appeals.length === 0) return new Map()
  const rows = await store.rows(textsQuery, { appeals: appeals.map(one => one.id) })
  return new Map(rows.map(row => [row.appeal, row.text]))
}

/** The answer as it can be sent. The reviewer's own words stand in it as they are. */
export function letter(appeal: Appeal, outcome: 'granted' | 'refused', message: string): string {
  const { opening, granted, refused } = letters[appeal.language]
  return [opening(appeal.at.slice(0, 10)), outcome === 'granted' ? granted : refused, message]
    .filter(part => part !== '')
    .join('\n\n')
}

const letters = {
  en: {
    opening: (day: string) => `We have read your appeal of ${day}.`,
    granted: 'You are right: the measure on your account is lifted. We are sorry for the trouble.',
    refused: 'After looking at it again, we keep the measure on your account, for the reason below.',
  },
  zh: {
    opening: (day: string) => `我们已审阅您于 ${day} 提出的申诉。`,
    granted: '您的申诉成立:对您账户的措施已解除。给您带来不便,我们深表歉意。',
    refused: '经再次审查,我们维持对您账户的措施,理由如下。',
  },
} as const

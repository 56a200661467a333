/** Changing the rules of containment: an administrator's act, in the log like any other. */
import { appendNext, exclusively } from '../audit/append.ts'
import { AppError } from '../errors.ts'
import { type ContainmentRules, containmentRulesSchema } from '../model/containment-rules.ts'
import type { Store } from '../store/store.ts'
import { readState } from './load.ts'
import { alreadyDone, type By } from './request.ts'

/** The rules in force. */
export const readRules = async (store: Store): Promise<ContainmentRules> => (await readState(store)).rules

/**
 * Changes the rules that are named and leaves the others.
 * @throws input `containment/rules` that names the first field at fault
 */
export function setRules(
  store: Store,
  change: Readonly<Record<string, unknown>>,
  reason: string,
  by: By,
): Promise<ContainmentRules> {
  return exclusively(store, async () => {
    const { rules: present } = await readState(store)
    if (await alreadyDone(store, 'rules/set', 'containment', by)) return present
    const parsed = containmentRulesSchema.safeParse({ ...present, ...change })
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      const place = issue?.path.join('.') || 'rules'
      throw new AppError('input', 'containment/rules', `${place}: ${issue?.message ?? 'invalid'}`)
    }
    const { data: rules } = parsed
    await appendNext(store, { ...by, act: 'rules/set', subject: 'containment', detail: { rules, reason } })
    return rules
  })
}

/**
 * How often members and honest accounts show each fact, apart for each fold of accounts: whoever teaches is scored by
 * the rates of the other folds, members and honest accounts alike, and a newcomer by those of the fold he would be in.
 */
import { type Conduct, factCount, kindOf } from './conduct.ts'

const folds = 10
/** A fact that fewer members show, or fewer honest accounts, is one of many rare ones. */
const membersLeast = 2
const honestLeast = 20
/** A rate no one was counted for is half a person's. */
const half = 0.5
/** About a millisecond's work. */
const rowsPerBreath = 2_000

export type Side = 'member' | 'honest'

export interface FactRates {
  /** Log-likelihood ratio of a fact, member against honest account, as others' rates tell it to an account. */
  ratio(account: string, fact: number): number
  /** Whether members of other folds showed it and no honest account of theirs did. */
  isTheirs(account: string, fact: number): boolean
}

/** FNV-1a; the folds only have to be the same each time. */
function foldOf(account: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < account.length; i++) hash = Math.imul(hash ^ account.charCodeAt(i), 0x01000193)
  return (hash >>> 0) % folds
}

/** Share of an account's exchanges that show each fact. */
function weightsOf({ exchanges, opened }: Conduct): Map<number, number> {
  const weights = new Map<number, number>()
  const each = 1 / exchanges.length
  for (const facts of exchanges) for (const fact of facts) weights.set(fact, (weights.get(fact) ?? 0) + each)
  for (const fact of opened) weights.set(fact, 1)
  return weights
}

/** Sums by row and fold, and over all folds; grows. */
class FoldSums {
  #cells = new Float32Array(folds * 1024)
  #totals = new Float32Array(1024)
  add(row: number, fold: number, value: number): void {
    if (row >= this.#totals.length) {
      const wider = 2 ** Math.ceil(Math.log2(row + 1))
      this.#cells = widened(this.#cells, wider * folds)
      this.#totals = widened(this.#totals, wider)
    }
    this.#cells[row * folds + fold] = (this.#cells[row * folds + fold] ?? 0) + value
    this.#totals[row] = (this.#totals[row] ?? 0) + value
  }
  total(row: number): number {
    return this.#totals[row] ?? 0
  }
  /** Over all folds but one; what rounding leaves below nothing is nothing. */
  without(row: number, fold: number): number {
    return Math.max(0, (this.#totals[row] ?? 0) - (this.#cells[row * folds + fold] ?? 0))
  }
}

function widened(from: Float32Array<ArrayBuffer>, length: number): Float32Array<ArrayBuffer> {
  const wider = new Float32Array(length)
  wider.set(from)
  return wider
}

/** @param isWording kinds of fact people write themselves: too many to count where no member shows them */
export async function countFacts(
  conducts: Readonly<Record<Side, readonly Conduct[]>>,
  isWording: readonly boolean[],
  breath: () => Promise<void>,
): Promise<FactRates> {
  const rows = new Map<number, number>()
  const sums = {
    member: { weight: new FoldSums(), holders: new FoldSums(), accounts: new FoldSums() },
    honest: { weight: new FoldSums(), holders: new FoldSums(), accounts: new FoldSums() },
  }
  /** Honest people's own words that no member shows, by kind. */
  const unnamed = new FoldSums()
  for (const side of ['member', 'honest'] as const)
    for (const conduct of conducts[side]) {
      const fold = foldOf(conduct.account)
      sums[side].accounts.add(0, fold, 1)
      for (const [fact, weight] of weightsOf(conduct)) {
        let row = rows.get(fact)
        if (row === undefined) {
          if (side === 'honest' && isWording[kindOf(fact)]) {
            unnamed.add(kindOf(fact), fold, weight)
            continue
          }
          row = rows.size
          rows.set(fact, row)
        }
        sums[side].weight.add(row, fold, weight)
        sums[side].holders.add(row, fold, 1)
      }
      await breath()
    }
  const isAlone = (row: number, fold: number): boolean =>
    sums.honest.holders.total(row) >= honestLeast || sums.member.holders.without(row, fold) >= membersLeast

  // What is rare comes as often as what was seen once or a few times did (Good 1953).
  const rare = { member: new Float64Array(factCount * folds), honest: new Float64Array(factCount * folds) }
  for (let kind = 0; kind < factCount; kind++)
    for (let fold = 0; fold < folds; fold++) rare.honest[kind * folds + fold] = unnamed.without(kind, fold)
  for (const [fact, row] of rows) {
    if (row % rowsPerBreath === 0) await breath()
    for (let fold = 0; fold < folds; fold++) {
      if (isAlone(row, fold)) continue
      const cell = kindOf(fact) * folds + fold
      for (const side of ['member', 'honest'] as const)
        rare[side][cell] = (rare[side][cell] ?? 0) + sums[side].weight.without(row, fold)
    }
  }

  return {
    ratio(account, fact) {
      const fold = foldOf(account)
      const row = rows.get(fact)
      const weightOf = (side: Side): number =>
        row !== undefined && isAlone(row, fold)
          ? sums[side].weight.without(row, fold)
          : (rare[side][kindOf(fact) * folds + fold] ?? 0)
      const usual = (weightOf('honest') + half) / (sums.honest.accounts.without(0, fold) + 2 * half)
      const shown = (weightOf('member') + usual) / (sums.member.accounts.without(0, fold) + 1)
      return Math.log(shown / usual)
    },
    isTheirs(account, fact) {
      const row = rows.get(fact)
      if (row === undefined) return false
      const fold = foldOf(account)
      return sums.member.holders.without(row, fold) >= 1 && sums.honest.holders.without(row, fold) < 1
    },
  }
}

/** Cells as people write them, in each language its own. Fixed tables: the same value always gives the same bytes. */
import { sentenceInChinese } from '../../model/chinese/sentences.ts'
import type { Cell, FigureFormat, Language } from '../../model/dossier.ts'
import { plainText } from '../../model/plain-text.ts'
import { about, count, date, oneIn, percent } from '../words.ts'

export type Format = (format: FigureFormat, value: Cell) => string

const minus = '−'
const signed = (value: number): string => `${value < 0 ? minus : '+'}${Math.abs(value).toFixed(1)}`

/** At most three digits that mean something. */
function decimal(value: number): string {
  const size = Math.abs(value)
  return value.toFixed(size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2)
}

/** A ratio beyond a million says no more than that: the null models are not that exact. */
const mostTimes = 1e6
const sureEnough = 0.9999

const eValue = (value: number): string =>
  value >= 1e4 ? about(Number(value.toPrecision(2))) : decimal(Number(value.toPrecision(2)))

function english(format: FigureFormat, value: number): string {
  if (format === 'count') return count(value)
  if (format === 'about') return about(value)
  if (format === 'percent') return percent(value)
  if (format === 'decimal') return decimal(value)
  // An expected number of people: little is never shown as nobody.
  if (format === 'expected') return value < 0.05 ? 'fewer than 0.1' : value.toFixed(1)
  if (format === 'weight') return signed(value)
  if (format === 'one-in') return value < 1e-4 ? 'less than 1 in 10,000' : oneIn(value)
  if (format === 'probability') return value > sureEnough ? 'above 99.99 %' : percentFloor(value)
  if (format === 'times') {
    const ratio = Math.exp(Math.abs(value))
    const size = ratio > mostTimes ? 'over a million' : ratio < 10 ? decimal(ratio) : count(round2(ratio))
    return `${size} times ${value < 0 ? 'less likely' : 'likelier'}`
  }
  return format === 'e-value' ? eValue(value) : String(value)
}

const round2 = (value: number): number => Number(value.toPrecision(2))
/** Rounding never makes it a certainty. */
const percentFloor = (value: number): string => `${(Math.floor(value * 10_000) / 100).toFixed(2)}\u00a0%`

function chinese(format: FigureFormat, value: number): string {
  if (format === 'about') return wan(value)
  if (format === 'expected' && value < 0.05) return '不到 0.1'
  if (format === 'one-in') return value < 1e-4 ? '低于 10,000 分之 1' : `${count(round2(1 / value))} 分之 1`
  if (format === 'probability') return value > sureEnough ? '高于 99.99 %' : percentFloor(value)
  if (format === 'times') {
    const ratio = Math.exp(Math.abs(value))
    const size =
      ratio > mostTimes ? '一百万倍以上' : `${ratio < 10 ? decimal(ratio) : count(round2(ratio))} 倍`
    return `可能性${value < 0 ? '低' : '高'}${/^\d/.test(size) ? ' ' : ''}${size}`
  }
  return format === 'e-value' ? wan(round2(value)) : english(format, value)
}

/** Chinese counts in ten thousands and hundred millions. */
function wan(value: number): string {
  if (value >= 1e8) return `${decimal(Number((value / 1e8).toPrecision(3)))} 亿`
  if (value >= 1e4) return `${decimal(Number((value / 1e4).toPrecision(3)))} 万`
  return count(value)
}

function chineseDay(day: string): string {
  const [year = '', month = '', rest = ''] = day.slice(0, 10).split('-')
  return `${year} 年 ${Number(month)} 月 ${Number(rest)} 日`
}

const unknown: Record<Language, string> = { en: 'not known', zh: '未知' }

/** How one language writes a cell. An absent value is said to be unknown, never shown as nought. */
export const formatIn =
  (language: Language): Format =>
  (format, value) => {
    if (value === null || value === '') return unknown[language]
    if (typeof value === 'string') {
      if (format === 'sentence' && language === 'zh') return plainText(sentenceInChinese(value) ?? value)
      if (format !== 'day') return plainText(value)
      return language === 'zh' ? chineseDay(value) : date(value)
    }
    return language === 'zh' ? chinese(format, value) : english(format, value)
  }

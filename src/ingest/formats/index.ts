/** The foreign formats, asked in this order: the first whose `detect` says yes reads the file. */
import type { Format } from './format.ts'

export const formats: readonly Format[] = []

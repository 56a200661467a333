import { type Cell, csvOf, fileName } from './csv.ts'

/** Hands a file to the person; nothing leaves the machine. */
export function save(name: string, type: string, content: BlobPart): void {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser reads the file after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** A table as a file. */
export const download = (name: string, head: readonly string[], rows: readonly (readonly Cell[])[]): void =>
  save(fileName(name), 'text/csv;charset=utf-8', csvOf(head, rows))

/** What a process has used so far, as the kernel counts it (proc(5)). */
import { readFileSync } from 'node:fs'

/** Seconds of CPU, of all threads and of the main one; the kernel counts in hundredths. */
export function secondsUsed(pid: number): { all: number; main: number } {
  return { all: used(`/proc/${pid}/stat`), main: used(`/proc/${pid}/task/${pid}/stat`) }
}

function used(file: string): number {
  const fields = readFileSync(file, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** Resident memory in megabytes. */
export function memoryMb(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(kilobytes) / 1024)
}

// Turns this process into a ClickHouse server: calls the C entry of libchdb, which returns when its query ends.
// Only for tests. The call blocks the event loop, so the parent ends us with a signal.
import { DataType, load, open } from 'ffi-rs'

const [library, ...args] = process.argv.slice(2)

if (process.platform === 'linux') {
  // PR_SET_PDEATHSIG, SIGKILL: a test run that dies takes its servers along.
  open({ library: 'libc', path: 'libc.so.6' })
  const prctl = { library: 'libc', funcName: 'prctl', retType: DataType.I32 }
  load({ ...prctl, paramsType: [DataType.I32, DataType.U64], paramsValue: [1, 9] })
}

open({ library: 'chdb', path: library })
const argv = ['clickhouse', ...args]
load({
  library: 'chdb',
  funcName: 'query_stable_v2',
  retType: DataType.External,
  paramsType: [DataType.I32, DataType.StringArray],
  paramsValue: [argv.length, argv],
})

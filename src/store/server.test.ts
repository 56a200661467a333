import { startCluster, whyNoServer } from '../../test/support/clickhouse-server.ts'
import { openTemporary } from '../../test/support/temporary-store.ts'
import { storeContract } from './store.contract.ts'

const on = (nodes: number) => async () => openTemporary(await startCluster({ nodes }))

storeContract('a ClickHouse server', on(1), whyNoServer)
storeContract('a cluster of two shards', on(2), whyNoServer)

import { startCluster, whyNoServer } from '../../test/support/clickhouse-server.ts'
import { openTemporary } from '../../test/support/temporary-store.ts'
import { containContract } from './contain.contract.ts'

containContract('embedded', () => openTemporary())
containContract('two shards', async () => openTemporary(await startCluster({ nodes: 2 })), whyNoServer)

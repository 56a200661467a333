/** Every route, in the order of the documentation. Adding one is its file and a line here. */
import type { Route } from '../route.ts'
import { accountsShow } from './accounts-show.ts'
import { campaignsList, groupsList } from './campaigns-list.ts'
import { campaignsShow, groupsShow } from './campaigns-show.ts'
import { healthCheck, readyCheck } from './health-check.ts'
import { campaignMembersList, groupMembersList } from './members-list.ts'
import { overviewShow } from './overview-show.ts'

export const routes: readonly Route[] = [
  overviewShow,
  campaignsList,
  campaignsShow,
  campaignMembersList,
  groupsList,
  groupsShow,
  groupMembersList,
  accountsShow,
  healthCheck,
  readyCheck,
]

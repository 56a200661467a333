/** Every route, in the order of the documentation. Adding one is its file and a line here. */
import type { Route } from '../route.ts'
import { accountsRhythm } from './accounts-rhythm.ts'
import { accountsShow } from './accounts-show.ts'
import { campaignsInfrastructure, groupsInfrastructure } from './campaigns-infrastructure.ts'
import { campaignsList, groupsList } from './campaigns-list.ts'
import { campaignsShow, groupsShow } from './campaigns-show.ts'
import { campaignsTimeline, groupsTimeline } from './campaigns-timeline.ts'
import { compareRecords } from './compare-records.ts'
import { campaignGraphShow, groupGraphShow } from './graph-show.ts'
import { healthCheck, readyCheck } from './health-check.ts'
import { campaignMembersList, groupMembersList } from './members-list.ts'
import { overviewPulse } from './overview-pulse.ts'
import { overviewShow } from './overview-show.ts'
import { settingsSources } from './settings-sources.ts'

export const routes: readonly Route[] = [
  overviewShow,
  overviewPulse,
  campaignsList,
  campaignsShow,
  campaignMembersList,
  campaignsTimeline,
  campaignGraphShow,
  campaignsInfrastructure,
  groupsList,
  groupsShow,
  groupMembersList,
  groupsTimeline,
  groupGraphShow,
  groupsInfrastructure,
  accountsShow,
  accountsRhythm,
  compareRecords,
  settingsSources,
  healthCheck,
  readyCheck,
]

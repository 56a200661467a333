/** Every route, in the order of the documentation. Adding one is its file and a line here. */
import type { Route } from '../route.ts'
import { accountsDecisions } from './accounts-decisions.ts'
import { accountsRhythm } from './accounts-rhythm.ts'
import { accountsShow } from './accounts-show.ts'
import { allowListAdd, allowListRemove, allowListShow } from './allow-list.ts'
import { appealsAnswer, appealsList, appealsOpen } from './appeals.ts'
import { auditList, auditVerify } from './audit-list.ts'
import { campaignsInfrastructure, groupsInfrastructure } from './campaigns-infrastructure.ts'
import { campaignsList, groupsList } from './campaigns-list.ts'
import { campaignsRecord } from './campaigns-record.ts'
import { campaignsShow, groupsShow } from './campaigns-show.ts'
import { campaignsTimeline, groupsTimeline } from './campaigns-timeline.ts'
import { compareRecords } from './compare-records.ts'
import { approveContainment, liftContainment, refuseContainment } from './containments-act.ts'
import { containmentDeliveries } from './containments-actions.ts'
import { containmentEffect, estimateContainment } from './containments-estimate.ts'
import { containmentsList, containmentsShow } from './containments-list.ts'
import { setContainmentRules, showContainmentRules } from './containments-rules.ts'
import { decideCall, leaseBudget, settleCall } from './decide.ts'
import { snapshotPolicy, snapshotShow } from './decide-snapshot.ts'
import { dossierMake } from './dossier-make.ts'
import { campaignGraphShow, groupGraphShow } from './graph-show.ts'
import { healthCheck, readyCheck } from './health-check.ts'
import { accountsTake, exchangesTake } from './ingest-lines.ts'
import { campaignMembersList, groupMembersList } from './members-list.ts'
import { metricsShow } from './metrics-show.ts'
import { noticesShow } from './notices-show.ts'
import { overviewPulse } from './overview-pulse.ts'
import { overviewShow } from './overview-show.ts'
import { authRequest, extAuthz } from './plug-forward-auth.ts'
import { litellmGuardrail, portkeyWebhook } from './plug-guardrails.ts'
import { queueCalibration, queueCalibrationApply, queueList } from './queue-list.ts'
import { recallAccountRoute, releaseAccountRoute } from './review-account.ts'
import { reviewCampaign } from './review-campaign.ts'
import { probesApprove, probesList, probesPlan, probesRead, probesStop } from './review-probes.ts'
import { loginSend, loginShow, logoutSend, sessionShow, signInBegin, signInFinish } from './session.ts'
import { settingsKeys } from './settings-keys.ts'
import { settingsPolicy, settingsPolicyTry } from './settings-policy.ts'
import { settingsSources } from './settings-sources.ts'
import { sharePublish } from './share-publish.ts'
import { taxiiCollection, taxiiCollections, taxiiDiscovery, taxiiRoot } from './taxii-discover.ts'
import { taxiiManifest, taxiiObject, taxiiObjects, taxiiVersions } from './taxii-objects.ts'
import { tracesTake } from './traces-take.ts'
import { trialsList } from './trials-list.ts'

export const routes: readonly Route[] = [
  decideCall,
  settleCall,
  leaseBudget,
  snapshotShow,
  snapshotPolicy,
  ...extAuthz,
  authRequest,
  litellmGuardrail,
  portkeyWebhook,
  overviewShow,
  overviewPulse,
  campaignsList,
  campaignsShow,
  campaignMembersList,
  campaignsTimeline,
  campaignGraphShow,
  campaignsInfrastructure,
  dossierMake,
  groupsList,
  groupsShow,
  groupMembersList,
  groupsTimeline,
  groupGraphShow,
  groupsInfrastructure,
  accountsShow,
  accountsRhythm,
  accountsDecisions,
  compareRecords,
  queueList,
  queueCalibration,
  queueCalibrationApply,
  campaignsRecord,
  reviewCampaign,
  estimateContainment,
  containmentsList,
  containmentsShow,
  containmentEffect,
  approveContainment,
  refuseContainment,
  liftContainment,
  showContainmentRules,
  setContainmentRules,
  containmentDeliveries,
  probesList,
  probesPlan,
  probesRead,
  probesApprove,
  probesStop,
  releaseAccountRoute,
  recallAccountRoute,
  noticesShow,
  appealsList,
  appealsOpen,
  appealsAnswer,
  allowListShow,
  allowListAdd,
  allowListRemove,
  auditList,
  auditVerify,
  exchangesTake,
  accountsTake,
  tracesTake,
  settingsSources,
  settingsKeys,
  settingsPolicy,
  settingsPolicyTry,
  trialsList,
  sessionShow,
  loginShow,
  loginSend,
  logoutSend,
  signInBegin,
  signInFinish,
  metricsShow,
  healthCheck,
  readyCheck,
  sharePublish,
  taxiiDiscovery,
  taxiiRoot,
  taxiiCollections,
  taxiiCollection,
  taxiiObjects,
  taxiiManifest,
  taxiiObject,
  taxiiVersions,
]

/** Words of acting in Chinese. */
import type { enActs } from './en-acts.ts'

export const zhActs: typeof enActs = {
  act: {
    reason: '理由',
    reasonNote: '将写入审计日志并保留。',
    send: '执行',
    cancel: '取消',
    done: '已完成并记录。',
    refused: '服务拒绝：',
    mayNot: '你可以阅读，不能操作。',
  },
}

/**
 * Every signal in Chinese, beside the English of the catalogue: what it is called, why an operator leaves the trace, and
 * who else leaves it. A signal without an entry fails test/chinese.test.ts.
 */
export interface SignalInChinese {
  /** The signal, as the page lists it. */
  readonly name: string
  /** One shared value, or what is measured. */
  readonly value: string
  readonly why: string
  readonly innocent: string
}

const oneOfSeveral = '这只是几个方面之一'

export const signalsInChinese: Readonly<Record<string, SignalInChinese>> = {
  'shared-instrument': {
    name: '共用支付工具',
    value: '支付工具',
    why: '账户容易开立，支付工具却不然。',
    innocent: '家庭、公司、代理机构：它们也公开写明所属组织，并要看其取走什么。',
  },
  'card-range': {
    name: '卡段',
    value: '卡段',
    why: '虚拟卡从少数发卡方批量购得。',
    innocent: '同一银行的客户：对照的是本国的其他账户，仅凭卡段从不关联。',
  },
  'bought-payment': {
    name: '购得的支付',
    value: '用预付卡或虚拟卡付款的账户',
    why: '不记名的支付方式可以批量购得。',
    innocent: '许多诚实的人也这样付款：整个群组只计一次，且从不单独定论。',
  },
  'signup-day': {
    name: '注册日',
    value: '注册日',
    why: '账户池成批开立。',
    innocent: '课堂或产品发布日：对照的是同一国家当天的注册数。',
  },
  'signup-address': {
    name: '注册地址',
    value: '注册地址',
    why: '批量注册者从少数地址开立账户。',
    innocent: '校园、办公室和运营商的出口：在其上见到的人越多，权重越低。',
  },
  'signup-device': {
    name: '注册设备',
    value: '注册设备',
    why: '批量注册者用少数机器开立账户。',
    innocent: '家庭或图书馆的公用电脑：账户很少，别无其他一致之处。',
  },
  'mail-shape': {
    name: '邮箱地址形态',
    value: '邮箱地址形态',
    why: '生成的地址遵循同一形态。',
    innocent: '“名.姓”随处可见，没有权重。',
  },
  'mail-domain': {
    name: '邮箱域名',
    value: '邮箱域名',
    why: '地址在少数域名下批量生成。',
    innocent: '免费邮箱和雇主：前者因流行而打折，后者由所属组织解释。',
  },
  'referral-code': {
    name: '推荐码',
    value: '推荐码',
    why: '有人用同一个推荐码套取赠送额度。',
    innocent: '受欢迎的通讯刊物：许多互不相关的持有者没有权重。',
  },
  'shared-address': {
    name: '共用地址',
    value: '地址',
    why: '代理出口和租用的机器在账户之间反复使用。',
    innocent: '运营商 NAT 会让成千上万陌生人共用一个地址，所以见到的人越多，权重越低。',
  },
  'shared-prefix': {
    name: '共用网段',
    value: '网段',
    why: '租用的机器集中在少数网段。',
    innocent: '同一服务商的邻居。',
  },
  'hidden-network': {
    name: '隐匿网络',
    value: '来自租用服务器或 VPN 的交互',
    why: '租用的机器和匿名出口掩盖了提问者。',
    innocent: '服务器本来就从机房发起调用，谨慎的人使用 VPN：整个群组只计一次。',
  },
  'many-addresses': {
    name: '多地址',
    value: '每账户每日的网段数',
    why: '代理池给每次请求换一个地址。',
    innocent: '旅行者、运营商网关和持续集成的执行机：整个群组只计一次。',
  },
  'shared-device': {
    name: '共用设备',
    value: '设备',
    why: '中转软件为许多账户发送同一个安装标识。',
    innocent: '公用电脑：账户很少。发送固定值的程序：人人都有，没有权重。',
  },
  'client-bundle': {
    name: '客户端组合',
    value: '客户端',
    why: '一个账户池运行同一版本的同一客户端。',
    innocent: '流行的浏览器或代理程序版本：人人都有。',
  },
  'parameter-profile': {
    name: '参数组合',
    value: '参数组合',
    why: '账户池用完全相同的一组参数提问。',
    innocent: '默认参数：人人都有。',
  },
  'shared-template': {
    name: '共用消息模板',
    value: '消息模板',
    why: '工作队列往少数模板里填空。',
    innocent: '做同一作业的课堂、公开基准：先归为一组，再看其取走什么。',
  },
  'shared-system-prompt': {
    name: '共用系统提示词',
    value: '系统提示词',
    why: '同一个提示词被注入账户池的每次请求。',
    innocent: '流行的代理程序或已公布的提示词：成千上万陌生人都有。',
  },
  'shared-toolset': {
    name: '共用工具集',
    value: '工具集',
    why: '账户池提供同一组工具。',
    innocent: '流行的代理程序：成千上万陌生人都有。',
  },
  'near-duplicate': {
    name: '近似重复',
    value: '近似消息族',
    why: '队列中的条目是彼此的变体。',
    innocent: '基准和作业。',
  },
  'travelling-session': {
    name: '跨账户会话',
    value: '跨账户会话',
    why: '一个账户用尽后，会话在另一个账户下继续。',
    innocent: '有两个账户的人：只有两个持有者。公开的开场文本：持有者很多。',
  },
  'co-activity': {
    name: '同步活动',
    value: '同步起伏的活动时间',
    why: '同一控制者让整个账户池启动、停止和暂停；给每个账户各自的时段会损失产量。',
    innocent: '同事和同学有共同的作息：各自的节律和众人共有的故障已被除去，余下的再看其取走什么。',
  },
  'even-load': {
    name: '均匀负载',
    value: '均匀的负载',
    why: '调度程序把工作平均分给各账户；人的用量相差很大。',
    innocent: `生产系统的负载也平稳：${oneOfSeveral}。`,
  },
  'work-queue': {
    name: '工作队列',
    value: '共用的工作队列',
    why: '队列里的每个问题只付一次钱，所以几乎不重复。',
    innocent: '互不相关的客户也很少重复彼此的问题：只在群组内部才算数。',
  },
  'same-questions': {
    name: '相同问题',
    value: '相同的问题',
    why: '多个账户提出同样的问题，这是采集者不会花钱做的事。',
    innocent: '课堂和基准会重复提问；队列里的每个问题只付一次钱。',
  },
  'unrelated-on-paper': {
    name: '账面无关',
    value: '书面上互不相干',
    why: '一起行动的账户通常说得出自己是谁。',
    innocent: '朋友和小团队往往不在任何人的记录里。',
  },
  'pooled-volume': {
    name: '合计用量',
    value: '合计用量',
    why: '分散在许多账户里的用量，合起来是一个大客户。',
    innocent: '大客户可能使用许多账户，但通常会说明。',
  },
  'training-value': {
    name: '训练价值',
    value: '涉及具有训练价值之能力的交互',
    why: '已知的行动要的是智能体工作、软件、数学和推理，以及数据本身。',
    innocent: '使用编程代理的开发者也只做这些：对照的是同等用量的账户，且不能单独定论。',
  },
  'taking-style': {
    name: '提取方式',
    value: '索要推理过程、评分或数据集条目的交互',
    why: '拿回答去训练的人会索要用户不需要的东西：推理过程、评分、数据集条目。',
    innocent: `研究者和标注供应商：${oneOfSeveral}，不能单独定论。`,
  },
  'one-shot': {
    name: '单次提问',
    value: '独立的单次交互',
    why: '队列中的条目各自独立：没有人接着追问。',
    innocent: `分类和检索流水线：${oneOfSeveral}。`,
  },
  'broad-harvest': {
    name: '广泛采集',
    value: '独立提问在各能力间的分散度（纳特）',
    why: '数据集要覆盖各种任务；流水线只做一种任务，而人会对话。',
    innocent: `好奇的人什么都问，但会接着追问；服务于多个团队的路由也很宽泛：${oneOfSeveral}。`,
  },
  'long-output': {
    name: '长回答',
    value: '回答长度与该模型常见长度之比',
    why: '回答就是货物，所以要求完整的长度。',
    innocent: `写作者和编程代理：${oneOfSeveral}。`,
  },
  'round-the-clock': {
    name: '昼夜不停',
    value: '一天各时段的均匀度（纳特）',
    why: '队列不睡觉，人要睡觉。',
    innocent: `生产环境的代理和流水线：${oneOfSeveral}。`,
  },
  'steady-volume': {
    name: '稳定用量',
    value: '每账户每活跃日的交互次数',
    why: '账户是一根管道：存活期间每天都用，接近其承载上限。',
    innocent: `生产系统：${oneOfSeveral}。`,
  },
  'open-organisation': {
    name: '公开的组织',
    value: '公开写明的组织',
    why: '成员公开属于同一组织，这解释了其共同之处。',
    innocent: '公开共用：组织本身解释了其账户的共同之处。',
  },
  'open-campus': {
    name: '公开的校园',
    value: '校园网络',
    why: '成员从校园网络工作，这解释了其共同之处。',
    innocent: '公开共用：校园解释了共同的地址和注册日。',
  },
  'open-verified': {
    name: '已核验的身份',
    value: '已核验的身份',
    why: '身份经过核验的人留有追责的途径。',
    innocent: '公开共用：经核验的身份很少属于某次行动。',
  },
  'open-invoice': {
    name: '公开的合同',
    value: '按发票结算',
    why: '按发票结算的客户留有合同。',
    innocent: '公开共用：合同解释了共同的付款。',
  },
}

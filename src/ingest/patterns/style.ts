/**
 * What speaks for taking rather than using. Rarer than any capability, and on purpose narrow: a bit here must not
 * fire on honest everyday text. Each alone is innocent somewhere (a teacher grades, a researcher builds a benchmark).
 */
import type { Style } from '../../model/sketch.ts'
import { each } from './each.ts'

export const stylePatterns: Record<Style, readonly string[]> = {
  // Visible thinking is the training signal a rival cannot make alone. "Step by step instructions" is ordinary, so
  // the verb of thinking is required.
  'reasoning-elicitation': each`
    \b(let'?s|let us|please|now|first|carefully|must|should|always|to|and) (think|reason)( it| this| about it| about this)?( through| carefully| out)?,? step[- ]by[- ]step\b
    \b(think|reason)(ing)? (out loud|aloud)\b
    \b(think|reason) step[- ]by[- ]step\b
    \bstep[- ]by[- ]step (reasoning|thinking|thought process|rationale|deduction)\b
    \bchains?[- ]of[- ]thoughts?\b
    \b(inner|internal|private|hidden) (monologue|reasoning|thoughts|thought process|thinking|chain)\b
    \b(show|write|spell|lay|print|reveal|expose|articulate|verbali[sz]e|output|record|include|share|provide|describe|document)( me| us)?( out| down)? (all |all of )?(your|the|its|every|each)( [a-z-]+){0,2} (thinking|thought process|reasoning|thoughts|reasoning (process|steps|trace|chain)|scratch ?pad|deliberation)\b
    \breasoning (traces?|trajector(y|ies)|chains?|process|steps)\b
    \b(reasoning|thinking|thought process) (behind|that led to|leading to|underlying|that produced) (a|the|this|your|each|its) (completed|final|given|above|existing|correct|following|provided)? ?(response|answer|output|solution)
    </?(think|thinking|thought|thoughts|reasoning|scratchpad|inner_monologue|cot|rationale|reflection)>
    \b(before|prior to) (you )?(giving|providing|answering|responding|answer|respond|the final answer|your final answer)[^.\n]*\b(think|reason|deliberate|reflect)
    \b(first|then)? ?(think|reason)(ing)?[^.\n]*(then|before) (give|provide|state|output|write|giving|producing|your) (the |your |a )?(final )?answer
    思[维維考][链鏈]|(思考|推理|推[导導]|思[维維])(的)?([过過]程|步[骤驟]|[轨軌][迹跡])|(一步一步|一步步|逐步|分步|循序)(地|来|來)?(思考|推理|推[导導]|分析)|[内內]心(独白|獨白|想法)|出声思考|(展示|[写寫]出|[输輸]出|[说說]出|呈[现現]|寫下|写下)[你您]?(完整|[详詳][细細]|全部|所有|[内內]部|的)*(思考|推理|思路)
    思考(の)?(過程|プロセス|の連鎖|手順)|推論(の)?(過程|プロセス|手順|ステップ)|(ステップバイステップ|一歩ずつ|段階的|順を追って)(に|で)?(考え|推論)|心の声|内なる独白|声に出して考え
    (사고|추론|생각)(의|하는)? ?(과정|사슬|단계)|(단계별|단계적|차근차근|한 단계씩)(로|으로)? ?(생각|추론|사고)|내면의? 독백|소리 내어 생각
    \b(piensa|razona|pensemos|razonemos|pensar|razonar|piense|razone) (en voz alta|paso a paso)|cadena de (pensamiento|razonamiento)|proceso de (pensamiento|razonamiento)|monólogo interior|(muestra|escribe|explica)[a-z]{0,3} (todo )?(tu|el|su) (razonamiento|pensamiento) (completo|paso|interno|antes)
    (réfléchis|réfléchissons|réfléchissez|raisonne|raisonnez|raisonnons|pense|pensons) (bien )?(étape par étape|pas à pas|à voix haute)|chaîne de (pensée|raisonnement)|processus de (réflexion|pensée|raisonnement)|monologue intérieur|(montre|écris|détaille)[a-z-]{0,4} (tout )?(ton|votre|le) (raisonnement|cheminement)
    \b(denke?|denken sie|denken wir|überlege?|überlegen wir|begründe)[^.\n]* (schritt für schritt|schrittweise|laut)\b|(gedankenkette|gedankengang|gedankengänge|denkprozess|denkschritte|innerer monolog|inneren monolog|überlegungen offen)
    (думай|рассуждай|подума[а-я]{1,3}|размышляй|порассужда[а-я]{1,3}|рассуждайте|думайте)[^.\n]* (пошагово|шаг за шагом|по шагам|вслух)|пошагов[а-я]{2,4} рассужд|цепочк[аиуо][а-я]? (рассужд|мысл|размышл)|ход (рассужд|мысл|размышл)|внутренн[а-я]{2,3} монолог
    (فكر|لنفكر|فكّر|استدل) (بصوت عال|خطوة بخطوة)|سلسلة (التفكير|الأفكار|من الأفكار)|عملية (التفكير|تفكيرك|الاستدلال)|خطوات (التفكير|تفكيرك|الاستدلال)|مونولوج داخلي
  `,
  // Scores from a strong model train a reward model. Grading words and a scale or a judged answer must meet.
  'rubric-grading': each`
    \b(rate|score|grade|evaluate|assess|judge|mark)\b[^.\n]*\b(on|using|with|from) (a |the )?(scale|[0-9]{1,2}[ -]?point|likert|0|1)\b
    \b(rate|score|grade|evaluate|assess|judge)\b[^.\n]*\b(according to|based on|against|using|on|by) (the |these |each of the |this )?(following |given |provided |above |below |evaluation |scoring |grading )*(criteria|criterion|rubrics?|dimensions|guidelines)\b
    \b(scoring|grading|evaluation|assessment) (rubric|criteria|guidelines|instructions|scale)\b
    \brubrics?:
    \b(score|rating|grade|mark)s? (between|from|of|in the range) (of )?(0|1)( ?(to|and|-|–) ?)(5|7|10|100)\b
    \b(0|1) ?(-|–|to) ?(5|10|100)[^.\n]*\b(score|rating|scale)\b
    \b(evaluate|assess|judge|rate|score|grade) the (quality|correctness|helpfulness|accuracy|coherence|harmlessness|factuality|relevance|faithfulness)( and [a-z]+)? of (the|this|each|a|an|both) (following |given |generated |model |ai )*('s )?(response|answer|output|completion|solution|summary|assistant|reply)
    \b(impartial|fair|strict|expert) (judge|grader|evaluator)\b
    \b(reward|preference|judge) model\b
    \b(helpfulness|harmlessness|honesty|correctness|coherence|verbosity)[^.\n]*(helpfulness|harmlessness|honesty|correctness|coherence|verbosity)
    \b(reference|gold|ground[- ]truth|student|model|candidate|assistant)('s)? (answer|response|solution)\b[^.\n]*\b(score|grade|rate|rating|correct or incorrect|verdict)
    \[\[?rating\]?\]
    (打分|[评評]分|[评評][级級]|[评評]估|[评評]判|[评評][价價])[^。\n]*(1|0|一)(分)?(到|至|-|~|～|—)(5|10|100|五|十|一百)|(1|0)(分)?(到|至|-|~|～)(5|10|100)分?[^。\n]*(打分|[评評]分|[评評][价價])|[评評]分([标標][准準]|[细細][则則]|[规規][则則]|量表)|[评評][价價]([标標][准準]|[维維]度)|(根[据據]|按照|依[据據照]|[对對])[^。\n]*(打分|[评評]分)|[奖獎][励勵]模型|公正的(裁判|[评評][委审審]|[评評]判)
    採点(基準|して|せよ|者)|評価基準|(1|0|一)(点)?(から|〜|～|-)(5|10|100|五|十)(点)?[^。\n]*(評価|採点)|(評価|採点)[^。\n]*(段階|点満点|スケール)|公平な審査
    채점|평가 ?기준|(1|0) ?(점)?(에서|부터|~|-) ?(5|10|100) ?점?[^.\n]*(평가|점수)|점수(를|로) (매|평가)|공정한 (심사|평가)
    \b(evalúa|califica|puntúa|valora)[a-z]{0,3} [^.\n]*(escala|del (0|1) al|de (0|1) a|según los (siguientes )?criterios|rúbrica)|rúbrica|criterios de (evaluación|calificación|puntuación)|juez imparcial
    (évalue|note|notez|évaluez|juge)[a-z]{0,2} [^.\n]*(échelle|de (0|1) à|sur (10|20|100)|selon les critères|critères suivants)|grille d.évaluation|barème|critères (d.évaluation|de notation)|juge impartial
    \b(bewerte|benote|beurteile)[a-z]{0,2} [^.\n]*(skala|von (0|1) bis|anhand (der|folgender)|kriterien)|bewertungs(kriterien|schema|raster|skala)|unparteiische[rn]? (richter|gutachter)
    (оцени|поставь оценку|оцените)[^.\n]*(по шкале|от (0|1) до|по (следующим )?критери|из 10)|критери[ия] (оценк|оценива)|шкал[аеы] оцен|беспристрастн[а-я]{2,3} (судь|эксперт)
    (قيم|قيّم|قيِّم)[^.\n]*(مقياس|من (0|1|١) إلى|وفق|المعايير)|معايير (التقييم|التصحيح)|سلم (التقييم|التنقيط)|حكم (محايد|نزيه)
  `,
  // Prompts whose product is training material: self-instruct, evolved instructions, alpaca's own form.
  'data-set-style': each`
    \b(diverse|new|novel|unique) (set of )?([a-z0-9]+ )?(task )?instructions\b
    \btask instructions\b
    \b(list|set) of [0-9]+ (diverse |new |different )?tasks\b
    \b(instruction|prompt|query|question)s?[ -]?(and|/|,|–|-|&)[ -]?(response|answer|output|completion|solution)s? pairs?\b
    \b(q ?& ?a|q/a|qa|question[- ]answer|question[- ]and[- ]answer|prompt[- ]completion) pairs?\b
    \b(instruction|fine)[ -]?tun(e|ing) (data|data ?sets?|examples?|samples?|sets?|corpus)\b
    \b(as|for|into|of|use as|create|generate|produce|build) (high[- ]quality |synthetic |new |more |our |the |a |some )*(training|fine-?tuning|sft|rlhf|preference|instruction) (data|data ?sets?|examples|samples|set|corpus)\b
    \b(generate|create|produce|synthesi[sz]e|construct) [^.\n]*(synthetic (data|data ?set|conversations?|dialogues?|examples|questions|instructions))\b
    \b(to|used to|will be used to|for) (train|fine-?tune|align|distill?|teach) (a|an|our|the|another|smaller|large)[^.\n]*\b(model|llm|assistant|student|chatbot)\b
    \b(given to|evaluate|for) a (gpt|language|large language|student) (language )?model\b
    <no ?input>
    #+ ?(instruction|response|given prompt|rewritten prompt|created prompt|the given prompt|problem|new prompt) ?[:#]
    below is an instruction that describes a task
    \b(rewrite|evolve) (the|a|this|given)[^.\n]* (prompt|instruction|question) (in)?to (a |an |make )?(more|bit|slightly|harder)
    \b(inspired by|similar to|based on|different from) (the |these |this )?(given|seed|following|above|example|#given prompt#) (prompt|instruction|task|question|problem|code snippet|persona)s?[^.\n]*(create|generate|write|come up|design|, )
    \bseed (task|prompt|instruction|question|example)s?\b
    \b(create|generate|write|come up with|produce) (a |an |one |[0-9]+ )?(brand[- ]new|new|self-contained|challenging|original)( [a-z-]+){0,3} (prompts?|instructions?|(coding|math|programming) problems?)\b[^.\n]*\b(solution|answer|response)
    \b(conversation|dialogue|dialog|chat) between (a |an |the )?(human|user|customer) and (a |an |the )?(ai|assistant|chatbot|language model|llm)\b
    \binstruction: ?[^\n]*\n{1,2}(input|output|response|answer):
    "(instruction|prompt)": ?"[^"\n]*",? ?\n? ?"(input|output|response|completion)":
    \b(multi-turn|single-turn) (conversation|dialogue|dialog)s?\b[^.\n]*\b(assistant|ai|user)\b
    (指令|任[务務])([数數][据據]|微[调調]|集合|[样樣]本)|(指令|[问問][题題]|提示)(和|与|與|-|、|及)(回答|[响響回][应應]|答案|[输輸]出|回[复覆])(的)?(对|對|[数數][据據])|[问問]答[对對]|[训訓][练練]([数數][据據]|[语語]料|[样樣]本|集)|微[调調]([数數][据據]|[样樣]本)|(生成|想出|提出|[编編][写寫]|[设設][计計])[^。\n]*[0-9一二三四五六七八九十百]{1,4}[^。\n]*[个個条條][^。\n]*(任[务務](指令)?|指令|提示[词詞])|(用于|用於|用[来來])(训练|訓練|微[调調])|多[样樣]化的?(任[务務])?指令|种子任务|種子任務|合成[数數][据據]|[数數][据據]合成|(改[写寫]|[进進]化)[^。\n]*(指令|提示[词詞]?)[^。\n]*更(复杂|複雜|[难難])
    指示(文)?(と|・|-)(応答|回答|出力)(の)?(ペア|対)|(学習|訓練|微調整|ファインチューニング)(用)?(の)?(データ|サンプル|例)|質問(と|・)?(回答|応答)(の)?ペア|多様な(タスク)?(の)?指示|シードタスク|合成データ
    (지시|명령|질문|프롬프트)(문)?(와|과|-| 및 )? ?(응답|답변|출력)(의)? ?(쌍|페어)|(학습|훈련|미세 ?조정|파인튜닝)(용)? ?(데이터|예시|샘플)|다양한 (작업 )?(지시|명령)|합성 ?데이터|질의응답 쌍
    pares (de )?(instrucci|pregunta|prompt)[a-zóé]{0,6}(es)?[ -]|datos de (entrenamiento|ajuste)|(entrenar|ajustar) (un|el|nuestro|otro) (modelo|asistente)|conjunto (diverso )?de ([0-9]+ )?instrucciones|instrucciones (de tareas )?(diversas|variadas)|datos sintéticos
    paires (d.)?(instruction|question|prompt)s?[ -]|données (d.entraînement|d.apprentissage|synthétiques|d.affinage)|(entraîner|affiner) (un|le|notre|l.) ?(modèle|assistant)|ensemble de [0-9]+ instructions|instructions (variées|diverses|diversifiées)
    (anweisungs?|frage|instruktions?|prompt)[ -]*(und )?-?(antwort|ausgabe)[ -]?(paare?)|trainings(daten|beispiele|satz)|(training|trainieren|feinabstimm)[a-z]{0,6} (eines|des|unseres) (sprach)?modell|verschiedene(r|n)? (aufgaben)?anweisungen|synthetische[rn]? (daten|dialog)
    пар[аы]?[ -](инструкци|вопрос|запрос)|(обучающ|тренировочн|синтетическ)[а-я]{2,3} (данн|пример|выборк|набор|датасет|диалог)|(обучени[яе]|обучить|дообучени[яе]|дообучить) (модел|нейросет|языков)|разнообразн[а-я]{2,3} (инструкци|задани)|датасет
    أزواج (من )?(التعليمات|الأسئلة|تعليمات|أسئلة|سؤال)|بيانات (التدريب|تدريب|اصطناعية)|لتدريب (نموذج|النموذج|روبوت)|تعليمات (متنوعة|مهام متنوعة)|مجموعة متنوعة من (التعليمات|المهام)
  `,
  // Mapping where a model refuses, and getting round it; published campaigns also asked for censor-safe rewrites.
  'safeguard-probing': each`
    \b(ignore|disregard|forget|override)( all| any| every)?( of)?( the| your| my| these)?( previous| prior| above| preceding| earlier| safety| system| initial| original)+ (instructions?|prompts?|rules|guidelines|directions|programming|constraints)\b
    \bjail ?break(s|ing|en)?\b|\bdo anything now\b|\bdan mode\b|\bdeveloper mode (enabled|on|output)|\bgod ?mode prompt
    \b(bypass|circumvent|evade|get around|trick|break|remove|disable|turn off) (the |your |its |all |any |openai'?s? |anthropic'?s? |safety |content |ai )*(safety|safeguards?|content|guard ?rails?|moderation|censorship|ethical|refusal|alignment)( filters?| policy| policies| guidelines| measures| restrictions| training| protocols| systems?| checks)?\b
    \b(without|no|free of|ignore|free from) (any |all |your |the |moral |ethical |content |safety )*(restrictions|censorship|ethical (guidelines|constraints|boundaries)|moral (guidelines|constraints)|safety (guidelines|filters|policies)|content (policy|filters|policies)) (whatsoever|apply|or|and|on|at all|from)
    \b(uncensored|unfiltered|unrestricted|amoral|unaligned) (ai|model|assistant|chatbot|language model|response|version|mode|answers?)\b
    \b(what|which|list|describe)[^.?\n]*\b(are you|you are|you're|will you|you will|would you|you) (not allowed|forbidden|prohibited|not permitted|refuse|decline|unable|not willing|won't)( to)? (discuss|answer|talk|say|help|generate|respond)?
    \b(reveal|print|repeat|output|show|leak|display|recite|dump|tell me)( me| us)? (the |your |all |verbatim |exact |full |entire |initial |hidden )*(system prompt|system message|initial (prompt|instructions)|hidden (prompt|instructions)|instructions above|words above|developer message)\b
    \b(never|cannot|can't|must not|do not|don't) (refuse|decline|reject|say (that )?you (can't|cannot))[^.\n]*(request|question|answer|anything|any|to )
    \b(your|openai'?s?|anthropic'?s?|google'?s?|the model'?s?) (content|safety|usage|use|moderation) (policy|policies|guidelines|filters?|rules|training)\b
    \b(harmful|malicious|adversarial|unsafe|toxic|red[- ]team(ing)?) (prompts?|queries|requests?|instructions?|behaviou?rs?)\b
    \b(politically sensitive|sensitive political|censorship[- ]safe|safe alternative (answer|response)s?|deflect (questions|the question)|avoid (censorship|political))\b
    \brefusal (rate|behaviou?r|training|message|pattern|direction)s?\b
    (忽略|[无無][视視]|忘[记記掉])[^。\n]*(之前|上述|先前|以上|前面|此前|所有)(的)?(所有|全部|一切)?(的)?(指令|指示|提示|[规規][则則]|要求|[设設]定)|越[狱獄](模式|提示)?|(绕过|繞過|突破|[规規]避|解除)[^。\n]*([审審][查核]|限制|安全|[过過][滤濾]|[内內]容政策|[护護][栏欄]|道德)|(没有|沒有|不受|[无無])(任何)?(道德|内容|內容|安全|伦理|倫理)?(限制|约束|約束|審查|审查|[过過][滤濾])的?(AI|模型|助手|人工智能|回答|模式|版本)|系[统統]提示([词詞])?(是什|[内內]容|[输輸]出|原文)|([输輸]出|告[诉訴]我|重[复複]|打印|泄露|洩露)[^。\n]*系[统統]提示|(哪些|什[么麼])[^。\n]*(不能|拒[绝絕]|不允[许許]|禁止)(你)?(回答|[讨討][论論]|[说說])|政治敏感|敏感[话話][题題]|(安全|合[规規])的?替代(回答|表述|[说說]法)|拒[绝絕]回答
    (以前|これまで|上記|前)の(指示|命令|ルール)(を|は)?(すべて|全て)?(無視|忘れ)|脱獄|(検閲|制限|安全|フィルタ)[^。\n]*(回避|解除|なし|すり抜け)|システムプロンプト(を|の)(表示|出力|教え|公開|内容)|無修正(の)?(AI|モデル)
    (이전|위의|앞의)(의)? ?(모든 )?(지시|명령|지침|규칙)[^.\n]*(무시|잊)|탈옥|(검열|제한|안전|필터)[^.\n]*(우회|해제|없는|없이)|시스템 ?프롬프트(를|을) (출력|보여|알려|공개)
    (ignora|olvida|descarta)[a-z]{0,3} (todas )?(las|tus) (instrucciones|reglas) (anteriores|previas)|(evadir|saltar|eludir|burlar)[a-z]{0,3} (los |las |tus )?(filtros?|restricciones|censura|seguridad)|sin (censura|restricciones|filtros) (ni|éticas|morales|de contenido)|(muestra|revela|repite|imprime)[a-z]{0,3} (tu|el) (prompt|mensaje) (de|del) sistema|modo desarrollador
    (ignore|oublie)[a-z]{0,2} (toutes )?(les|tes|vos) (instructions|consignes|règles) (précédentes|antérieures)|(contourne|contourner|désactive) (les |tes |la |tous )*(filtres|garde-fous|restrictions|censure|sécurité)|sans (censure|restriction|filtre) (ni|éthique|morale)|(affiche|révèle|répète|montre)[a-z-]{0,4} (ton|le|votre) (prompt|message) système
    (ignoriere|vergiss)[a-z]{0,2} (alle )?(vorherigen|bisherigen|obigen|vorigen) (anweisungen|regeln|instruktionen)|(umgehe|umgehen|deaktiviere) [^.\n]*(filter|sicherheits|zensur|beschränkung|richtlinien)|(unzensiert|ohne zensur|ohne ethische)|(zeige|gib|wiederhole|verrate)[^.\n]* (system-?prompt|systemnachricht)
    (игнорируй|забудь|проигнорируй)[а-я]{0,2} (все )?(предыдущие|прошлые|прежние|вышеуказанные) (инструкци|правил|указани)|(обойти|обойди|обход|отключи)[а-я]{0,3} (фильтр|цензур|ограничени|защит|модераци)|без (цензуры|ограничений|фильтров) (и|морал|этич)|(покажи|выведи|повтори|раскрой)[а-я]{0,2} (свой |твой |мне )?(системный промпт|системн[а-я]{2,3} (сообщени|инструкци))|джейлбрейк|политически (чувствительн|острые)
    (تجاهل|انس) (جميع |كل )?(التعليمات|القواعد|الأوامر) (السابقة|أعلاه)|(تجاوز|تخط)[^.\n]*(القيود|الرقابة|الفلتر|الحماية|المرشحات)|بدون (رقابة|قيود) (أخلاقية|أو)|(اعرض|أظهر|كرر|اطبع) (موجه|رسالة|تعليمات) النظام|كسر الحماية
  `,
  // A persona poured into a slot, or an identity the model must keep up: not "act as a chef".
  'persona-injection': each`
    \b(adopt|assume|take on|embody|use|simulate|given|with|consider|imagine) (the |this |a )?(following |given |provided |above |below )?persona( below| above|:|,| described| and| to)
    (^|\n)#{0,4} ?\*{0,2}persona\*{0,2}:
    </?persona>|[{]+ ?persona ?[}]+
    \b(create|write|generate|propose|come up with)[^.\n]*\b(persona (below|above|:|described)|(the|this|following|given) persona\b)
    \b(never|don't|do not|must not|cannot|without)( ever)? (mention(ing)?|reveal(ing)?|say(ing)?|admit(ting)?|disclose|disclosing|acknowledge|state|claim)( [a-z]+){0,3} (you( are|'re)|being|your (true )?(identity|origin)|based on|powered by|made by|created by|trained by)( [a-z]+){0,2} (an? ai( model| language model)?\b|a (large )?language model|a model|chatgpt|gpt|claude|gemini|openai|anthropic|google|identity)
    \bif (asked|anyone asks|someone asks|the user asks|users ask|you are asked)[^.\n]*(who you are|who (made|created|built|trained|developed) you|what (ai )?model you|your (identity|creator|developer|underlying model|model name))
    \b(you are|your name is|identify yourself as) (not|no longer) (chatgpt|claude|gemini|gpt|an ai\b|a language model|made by|developed by)
    (你|您)?(是|叫)[^。\n]*(由|[为為])[^。\n]*(公司|[团團][队隊]|[实實][验驗]室|研究院)?(独立|獨立|自主)?(研[发發制製]|[开開][发發]|[训訓][练練]|打造|推出)的[^。\n]*(模型|助手|AI|人工智[能慧]|[机機]器人)|(不要|不得|[绝絕]不|禁止|不能|不可以?|切勿|[严嚴]禁)[^。\n]*(提及|透露|承[认認]|提到|暴露|[说說])[^。\n]*(Claude|ChatGPT|GPT|OpenAI|Anthropic|Gemini|AI|人工智能|[语語]言模型|真[实實]身份)|(如果|若|[当當])[^。\n]*[问問][^。\n]*(你是[谁誰]|[谁誰](开发|開發|训练|訓練|[创創]造)|什[么麼]模型|身份)|人[设設](如下|[：:]|描述)|(以下|下面|[给給]定|上述)(的)?(人[设設]|角色[设設]定|人物[设設]定|用[户戶][画畫]像)
    (以下|次)の(ペルソナ|人物設定|キャラクター設定)|ペルソナ[：:]|(AI|言語モデル|ChatGPT|Claude)(である|だ)(こと|と)(を|は)?(絶対に)?(明か|言わ|認め)
    (다음|아래)(의)? ?(페르소나|인물 설정|캐릭터 설정)|페르소나:|(AI|언어 모델|ChatGPT|Claude)(라는|임을|이라고)[^.\n]*(말하지|밝히지|언급하지|드러내지)
    (adopta|asume|usa|dada) (la |esta )?(siguiente )?persona( descrita|:)|(nunca|no) (menciones|reveles|digas|admitas) que eres (una ia|un modelo|chatgpt|claude)|si te preguntan (quién|qué modelo)
    (adopte|incarne|utilise) (le |la |ce )?(persona|personnage|profil) (suivant|ci-dessous|:)|ne (mentionne|révèle|dis|admets)[a-z]{0,3} jamais que tu es (une ia|un modèle|chatgpt|claude)|si on te demande (qui|quel modèle)
    (nimm|übernimm|verwende) (die )?folgende persona|persona:|(erwähne|verrate|sage?|gib) (nie|niemals)[^.\n]*, dass du (eine ki|ein sprachmodell|chatgpt|claude)|wenn (man )?dich (jemand )?fragt, wer
    (прими|используй|возьми)[а-я]{0,2} (следующую |эту )?(персону|роль:)|персона:|никогда не (упоминай|говори|признавай|раскрывай)[^.\n]*, что ты (ии|языков|нейросет|искусственн|chatgpt|claude)|если (тебя )?спросят, (кто ты|какая ты модель)
    (تقمص|اعتمد) (الشخصية|شخصية) التالية|الشخصية:|لا (تذكر|تكشف|تقل)( أبدا)? أنك (نموذج|ذكاء)|إذا س(ئلت|ألك)[^.\n]*من (أنت|طورك|صنعك)
  `,
  // Preferences between answers: the other half of reward-model training.
  'answer-ranking': each`
    \b(which|what)( one)?( of)?( the| these| those)?( two| three| four| following)?( [a-z]+)? (response|answer|completion|assistant|output|candidate|reply|summary|chatbot|model)s?( [a-z]+)? (is|was|are|do you|would you)( the| more)? (better|best|preferred|prefer|helpful|correct|superior|worse)\b
    \b(compare|rank|order|sort)( the| these| those| all| both)?( following| two| three| four| candidate| model| given| [0-9]{1,2})* (responses|answers|completions|outputs|candidates|replies|generations)\b
    \b(choose|select|pick|decide|determine|identify|indicate)( which| the)?( of the)?( two| following)? (better|best|preferred|superior|winning|(response|answer|completion|assistant|output)s? (is|was|better|follows))
    \b(better|preferred|chosen|winning) (response|answer|completion|assistant|output)s?\b
    \b(response|answer|assistant|output|completion|model|candidate)[ _](a|1|one)\b.*\b(response|answer|assistant|output|completion|model|candidate)[ _](b|2|two)\b
    \[\[(a|b|c|a>b|b>a|tie)\]\]
    \b(chosen|rejected) (and|or|/|vs[.]?) (rejected|chosen)\b
    \b(pairwise|side[- ]by[- ]side) (comparison|preference|evaluation|ranking)s?\b[^.\n]*\b(response|answer|model|output)
    (哪[个個一]|何者|[谁誰]的?)(回答|答案|回[复覆]|[输輸]出|[响響][应應]|模型|助手)[^。\n]*(更|最|比[较較])(好|佳|[优優]|准|準|有[帮幫]助)|(回答|答案|回[复覆]|[输輸]出|[响響][应應]|助手|候[选選])(A|1|一|甲).*(回答|答案|回[复覆]|[输輸]出|[响響][应應]|助手|候[选選])(B|2|二|乙)|([对對将將把])?(以下|[这這]|下列|[两兩]|多|[几幾]|所有)[^。\n]*(回答|答案|回[复覆]|[输輸]出)[^。\n]*(排序|排名|比[较較])|(更好|最佳|更[优優]|较好|較好)的(回答|答案|回[复覆]|[输輸]出)
    (どちら|どの)(の)?(回答|応答|答え|出力)[^。\n]*(優れ|良い|よい|好ま|適切)|(回答|応答)(を|に)(順位|ランク)|回答A.*回答B|より(良い|優れた)(回答|応答)
    (어느|어떤) ?(쪽|응답|답변|답)[^.\n]*(더|가장) ?(좋|나은|낫|우수|적절)|(응답|답변)[^.\n]*(순위|비교)|(응답|답변) ?A.*(응답|답변) ?B|더 (나은|좋은) (응답|답변)
    (cuál|qué) (de las |de los )?(dos )?(respuesta|salida)s? es (la )?(mejor|preferible)|(ordena|compara|clasifica) (las )?(siguientes |dos )*respuestas|(mejor|preferida) respuesta|respuesta a.*respuesta b\b
    (quelle|laquelle)( des deux)? (réponse|sortie)s? est (la )?(meilleure|préférable)|(classe|compare|ordonne)[rz]? les (deux |réponses|sorties)|meilleure réponse|réponse a\b.*réponse b\b
    welche( der)?( beiden)? (antwort|ausgabe)(en)? ist (die )?(besser|beste|bevorzugt)|(vergleiche|ordne|sortiere) die (beiden |folgenden )*antworten|(bessere|bevorzugte) antwort|antwort a\b.*antwort b\b
    какой (из )?(двух )?(ответ|вариант)[а-я]{0,2} (ответа )?(лучше|предпочтительн)|(сравни|ранжируй|упорядочь|отранжируй)[а-я]{0,2} (эти |следующие |два )*ответ|лучший ответ|ответ (а|a|1).*ответ (б|b|2)
    أي (من )?(الإجابتين|الإجابات|الردين|إجابة|رد) (هي |هو )?(أفضل|الأفضل)|(رتب|قارن)( بين)? (الإجابات|الردود|الإجابتين|الردين)|الإجابة الأفضل
  `,
}

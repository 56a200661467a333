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
    \b(think|reason) (it |this |about it |about this )?(through |carefully |out )?step[- ]by[- ]step\b
    \b(think|reason)(ing)? (out loud|aloud)\b
    \b(work|walk) (me )?through (your|the) (reasoning|thinking|thought process)
    \bstep[- ]by[- ]step (reasoning|thinking|thought process|rationale|deduction)\b
    \b(your|full|detailed|complete|explicit|a|with|use|provide|show|write|include) chain[- ]of[- ]thought
    \b(inner|internal) (monologue|thought process)\b|\b(hidden|internal|inner) reasoning (behind|that|step|of|which|trace)
    \b(show|write( out| down)?|spell out|lay out|print|reveal|expose|articulate|verbali[sz]e|output|record|include|share) (me |us )?(all |all of )?(your|the|its|every) (full |complete |entire |detailed |internal |whole |raw |step-by-step )*(thinking|thought process|reasoning|thoughts|chain|scratch ?pad|deliberation)\b
    \breasoning (traces?|trajector(y|ies)|chains?)\b
    \b(reasoning|thinking|thought process) (behind|that led to|leading to|underlying|that produced) (a|the|this|your|each|its) (completed |final |given |above |existing |correct |provided )*(response|answer|output|solution)
    <(think|thinking|thought|thoughts|reasoning|scratchpad|inner_monologue|cot|rationale|reflection)>( tags?|[^<]*</|,| and | then|[.])
    \b(think|reason|deliberate|reflect)( carefully| deeply| aloud| step by step)? before (you )?(giving|providing|answering|responding|answer|respond)
    \b(before|and then|then) (giving|give|provide|providing|state|stating) (the |your |a )?final answer
    思[维維考][链鏈]|(思考|推理|推[导導]|思[维維])(的)?([过過]程|步[骤驟]|[轨軌][迹跡])|(一步一步|一步步|逐步|分步|循序)(地|来|來)?(思考|推理|推[导導]|分析)|[内內]心(独白|獨白|想法)|出声思考|(展示|[写寫]出|[输輸]出|[说說]出|呈[现現]|寫下|写下)[你您]?(完整|[详詳][细細]|全部|所有|[内內]部|的)*(思考|推理|思路)
    思考(の)?(過程|プロセス|の連鎖|手順)|推論(の)?(過程|プロセス|手順|ステップ)|(ステップバイステップ|一歩ずつ|段階的|順を追って)(に|で)?(考え|推論)|心の声|内なる独白|声に出して考え
    (사고|추론|생각)(의|하는)? ?(과정|사슬|단계)|(단계별|단계적|차근차근|한 단계씩)(로|으로)? ?(생각|추론|사고)|내면의? 독백|소리 내어 생각
    \b(piensa|razona|pensemos|razonemos|pensar|razonar|piense|razone) (en voz alta|paso a paso)|cadena de (pensamiento|razonamiento)|proceso de (pensamiento|razonamiento)|(muestra|escribe|explica)[a-z]{0,3} (todo )?(tu|el|su) (razonamiento|pensamiento) (completo|paso|interno|antes)
    \b(piensa|razona|pensemos|razonemos|pensar|razonar|piense|razone) (en voz alta|paso a paso)|cadena de (pensamiento|razonamiento)|proceso de (pensamiento|razonamiento)|monólogo interior|(muestra|escribe|explica)[a-z]{0,3} (todo )?(tu|el|su) (razonamiento|pensamiento) (completo|paso|interno|antes)
    processus de (raisonnement)|(montre)[a-z-]{0,4} (tout )?(ton|votre|le) (raisonnement|cheminement)
    (réfléchis|réfléchissons|réfléchissez|raisonne|raisonnez|raisonnons|pense|pensons) (bien )?(étape par étape|pas à pas|à voix haute)|chaîne de (pensée|raisonnement)|processus de (réflexion|pensée|raisonnement)|monologue intérieur|(montre|écris|détaille)[a-z-]{0,4} (tout )?(ton|votre|le) (raisonnement|cheminement)
    \b(denke?|denken sie|denken wir)[^.]* (schrittweise|laut)\b|(gedankenkette|gedankengang|denkprozess|denkschritte|innerer monolog|inneren monolog)
    \b(denke?|denken sie|denken wir|überlege?|überlegen wir|begründe)[^.]* (schritt für schritt|schrittweise|laut)\b|(gedankenkette|gedankengang|gedankengänge|denkprozess|denkschritte|innerer monolog|inneren monolog|überlegungen offen)
    (думай|рассуждай|подума[а-я]{1,3}|размышляй|порассужда[а-я]{1,3}|рассуждайте|думайте)[^.]* (пошагово|шаг за шагом|по шагам|вслух)|пошагов[а-я]{2,4} рассужд|цепочк[аиуо][а-я]? (рассужд|мысл|размышл)|ход (рассужд|мысл|размышл)|внутренн[а-я]{2,3} монолог
    (فكر|لنفكر|فكّر|استدل) (بصوت عال|خطوة بخطوة)|سلسلة (التفكير|الأفكار|من الأفكار)|عملية (التفكير|تفكيرك|الاستدلال)|خطوات (التفكير|تفكيرك|الاستدلال)|مونولوج داخلي
  `,
  // Scores from a strong model train a reward model. Grading words and a scale or a judged answer must meet.
  'rubric-grading': each`
    \b(rate|score|grade|evaluate|assess|judge|mark|rating|evaluation|grading)\b[^.]*\b(scale (of|from) (0|1)|from (0|1) to (5|10|100)|(5|10)-point (likert )?scale|between (0|1) and (5|10|100)|out of (5|10|100))\b
    \b(rate|score|grade|evaluate|assess|judge) (the|this|each|these|how well) [^.]*(response|answer|output|completion|essay|solution|summary)s?\b[^.]* (criteria|rubric|dimensions)\b
    \b(scoring|grading|marking) (rubric|criteria|guidelines|scale)\b
    \brubrics?:
    \b(score|rating|grade) (between|from|in the range) (of )?(0|1) (to|and) (5|10|100)\b
    \b(integer|overall|final|numeric|numerical) (score|rating|grade) (from|between|of|on)\b
    \b(evaluate|assess|judge|rate|score|grade) the (quality|correctness|helpfulness|accuracy|coherence|harmlessness|factuality|relevance|faithfulness) of (the|this|each|a|an|both) (following |given |generated |model |ai )?(response|answer|output|completion|assistant|reply)
    \b(impartial|fair|strict|expert) (judge|grader|evaluator)\b
    \b(reward|preference|judge) model\b
    \b(helpfulness|harmlessness), [^.]*(harmlessness|correctness|coherence|verbosity|honesty|accuracy|clarity)
    \b(reference|gold|ground[- ]truth) (answer|solution)\b[^.]*(score|grade|correct|compare|verdict|judge)
    \[\[rating\]\]|\[\[score\]\]
    (打分|[评評]分|[评評][级級]|[评評]估|[评評]判|[评評][价價])[^。]*(1|0|一)(分)?(到|至|-|~|～|—)(5|10|100|五|十|一百)|(1|0)(分)?(到|至|-|~|～)(5|10|100)分?[^。]*(打分|[评評]分|[评評][价價])|[评評]分([标標][准準]|[细細][则則]|[规規][则則]|量表)|[评評][价價]([标標][准準]|[维維]度)|(根[据據]|按照|依[据據照]|[对對])[^。]*(打分|[评評]分)|[奖獎][励勵]模型|公正的(裁判|[评評][委审審]|[评評]判)
    採点(基準|して|せよ|者)|評価基準|(1|0|一)(点)?(から|〜|～|-)(5|10|100|五|十)(点)?[^。]*(評価|採点)|(評価|採点)[^。]*(段階|点満点|スケール)|公平な審査
    채점|평가 ?기준|(1|0) ?(점)?(에서|부터|~|-) ?(5|10|100) ?점?[^.]*(평가|점수)|점수(를|로) (매|평가)|공정한 (심사|평가)
    \b(califica|valora)[a-z]{0,3} [^.]*(escala|del (0|1) al|de (0|1) a)|juez imparcial
    \b(evalúa|califica|puntúa|valora)[a-z]{0,3} [^.]*(escala|del (0|1) al|de (0|1) a|según los (siguientes )?criterios|rúbrica)|rúbrica|criterios de (evaluación|calificación|puntuación)|juez imparcial
    (note|notez|juge)[a-z]{0,2} [^.]*(sur (10|20|100))|juge impartial
    (évalue|note|notez|évaluez|juge)[a-z]{0,2} [^.]*(échelle|de (0|1) à|sur (10|20|100)|selon les critères|critères suivants)|grille d.évaluation|barème|critères (d.évaluation|de notation)|juge impartial
    \b(bewerte|benote|beurteile)[a-z]{0,2} [^.]*(skala|von (0|1) bis|anhand (der|folgender)|kriterien)|bewertungs(kriterien|schema|raster|skala)|unparteiische[rn]? (richter|gutachter)
    (оцени|поставь оценку|оцените)[^.]*(по шкале|от (0|1) до|по (следующим )?критери|из 10)|критери[ия] (оценк|оценива)|шкал[аеы] оцен|беспристрастн[а-я]{2,3} (судь|эксперт)
    (قيم|قيّم|قيِّم)[^.]*(مقياس|من (0|1|١) إلى|وفق|المعايير)|معايير (التقييم|التصحيح)|سلم (التقييم|التنقيط)|حكم (محايد|نزيه)
  `,
  // Prompts whose product is training material: self-instruct, evolved instructions, alpaca's own form.
  'data-set-style': each`
    \b(diverse|novel|unique|varied) (set of )?([0-9]+ )?(task |user )?instructions\b
    \b(set|list|batch) of ([0-9]+ )?(new |diverse |different )?(task instructions|instructions|prompts) (for|that|to) 
    \b(list|set) of [0-9]+ (diverse |new |different )?tasks\b
    \b(instruction|prompt|query|question)s?[ -]?(and|/|,|-|&)[ -]?(response|answer|output|completion|solution)s? pairs?\b
    \b(instruction|prompt|query|question)s?[ -]?(and|/|,|–|-|&)[ -]?(response|answer|output|completion|solution)s? pairs?\b
    \b(q ?& ?a|q/a|qa|question[- ]answer|question[- ]and[- ]answer|prompt[- ]completion) pairs?\b
    \b(instruction|fine)[ -]?tun(e|ing) (data|data ?sets?|examples?|samples?|sets?|corpus)\b
    \b(as|for|into|create|generate|generating|produce|build) (high[- ]quality |synthetic |new |more |our |the )?(training|fine-?tuning|sft|rlhf|preference) (data|data ?sets?|examples|samples|set|corpus)\b
    \b(generate|create|produce|synthesi[sz]e|construct|write) [^.]*synthetic (data|data ?set|conversations?|dialogues?|examples|questions|instructions)
    \b(to|used to|will be used to) (train|fine-?tune|align|distill?|teach) (a|an|our|the|another) (small |smaller |new |large |student |ai |language |chat |open )*(model|llm|assistant|student|chatbot)\b
    \b(given to|evaluate|complete by) (a|an|the) (gpt|ai|language|large language|student) (language )?model\b
    <no ?input>|\bno ?input\b[^.]* input field
    #(given prompt|rewritten prompt|created prompt|the given prompt|new prompt)#
    ### ?instruction:[^#]*### ?(response|input|output):
    below is an instruction that describes a task
    \b(rewrite|evolve) (the|a|this|given)[^.]* (prompt|instruction|question) (in)?to (a |an |make )?(more|bit|slightly|harder)
    \b(inspired by|similar to|different from) (the |these |this )?(given|seed|#given prompt#) (prompt|instruction|task|question|problem|code snippet|persona)
    \bseed (task|prompt|instruction|question|example)s?\b
    \b(brand[- ]new|self-contained) (prompt|instruction|question|problem|coding problem|math problem)s?\b
    \b(conversation|dialogue|dialog|chat) between (a |an |the )?(human|user|customer) and (a |an |the )?(ai|helpful|assistant|chatbot|language model|llm)\b
    \binstruction: ?[^\n]*\n{1,2}(input|output|response|answer):
    "(instruction|prompt)": ?"[^"]*",? ?\n? ?"(input|output|response|completion)":
    \b(multi|single)-turn (conversation|dialogue|dialog)s? (data|between|about|where|in which|for)\b
    (指令|任[务務])([数數][据據]|微[调調]|集合|[样樣]本)|(指令|[问問][题題]|提示)(和|与|與|-|、|及)(回答|[响響回][应應]|答案|[输輸]出|回[复覆])(的)?(对|對|[数數][据據])|[问問]答[对對]|[训訓][练練]([数數][据據]|[语語]料|[样樣]本|集)|微[调調]([数數][据據]|[样樣]本)|(生成|想出|提出|[编編][写寫]|[设設][计計])[^。]*[0-9一二三四五六七八九十百]{1,4}[^。]*[个個条條][^。]*(任[务務](指令)?|指令|提示[词詞])|(用于|用於|用[来來])(训练|訓練|微[调調])|多[样樣]化的?(任[务務])?指令|种子任务|種子任務|合成[数數][据據]|[数數][据據]合成|(改[写寫]|[进進]化)[^。]*(指令|提示[词詞]?)[^。]*更(复杂|複雜|[难難])
    指示(文)?(と|・|-)(応答|回答|出力)(の)?(ペア|対)|(学習|訓練|微調整|ファインチューニング)(用)?(の)?(データ|サンプル|例)|質問(と|・)?(回答|応答)(の)?ペア|多様な(タスク)?(の)?指示|シードタスク|合成データ
    (지시|명령|질문|프롬프트)(문)?(와|과|-| 및 )? ?(응답|답변|출력)(의)? ?(쌍|페어)|(학습|훈련|미세 ?조정|파인튜닝)(용)? ?(데이터|예시|샘플)|다양한 (작업 )?(지시|명령)|합성 ?데이터|질의응답 쌍
    pares (de )?(instrucci|pregunta|prompt)[a-z]{0,6}(es)?[ -]|datos de (entrenamiento|ajuste)|(entrenar|ajustar) (un|el|nuestro|otro) (modelo|asistente)|conjunto (diverso )?de ([0-9]+ )?instrucciones|instrucciones (de tareas )?(diversas|variadas)
    pares (de )?(instrucci|pregunta|prompt)[a-zóé]{0,6}(es)?[ -]|datos de (entrenamiento|ajuste)|(entrenar|ajustar) (un|el|nuestro|otro) (modelo|asistente)|conjunto (diverso )?de ([0-9]+ )?instrucciones|instrucciones (de tareas )?(diversas|variadas)|datos sintéticos
    paires (d.)?(instruction|question|prompt)s?[ -]|(affiner) (un|le|notre|l.) ?(assistant)|ensemble de [0-9]+ instructions|instructions (diverses)
    paires (d.)?(instruction|question|prompt)s?[ -]|données (d.entraînement|d.apprentissage|synthétiques|d.affinage)|(entraîner|affiner) (un|le|notre|l.) ?(modèle|assistant)|ensemble de [0-9]+ instructions|instructions (variées|diverses|diversifiées)
    (anweisungs?|frage|instruktions?|prompt)[ -]*(und )?-?(antwort|ausgabe)[ -]?(paare?)|trainings(daten|beispiele|satz)|(training|trainieren|feinabstimm)[a-z]{0,6} (eines|des|unseres) (sprach)?modell|verschiedene(r|n)? (aufgaben)?anweisungen|synthetische[rn]? (daten|dialog)
    пар[аы]?[ -](инструкци|вопрос|запрос)|(обучающ|тренировочн|синтетическ)[а-я]{2,3} (данн|пример|выборк|набор|датасет|диалог)|(обучени[яе]|обучить|дообучени[яе]|дообучить) (модел|нейросет|языков)|разнообразн[а-я]{2,3} (инструкци|задани)|датасет
    أزواج (من )?(التعليمات|الأسئلة|تعليمات|أسئلة|سؤال)|بيانات (التدريب|تدريب|اصطناعية)|لتدريب (نموذج|النموذج|روبوت)|تعليمات (متنوعة|مهام متنوعة)|مجموعة متنوعة من (التعليمات|المهام)
  `,
  // Mapping where a model refuses, and getting round it; published campaigns also asked for censor-safe rewrites.
  'safeguard-probing': each`
    \b(ignore|disregard|forget|override)( all| any| every)?( of)?( the| your| my| these)?( previous| prior| above| preceding| earlier| safety| system| initial| original)+ (instructions?|prompts?|rules|guidelines|directions|programming|constraints)\b
    \bdo anything now\b|\bdan mode\b|\bdeveloper mode (enabled|on|output)|\bjailbr(eak|oken) (prompt|mode|the model|yourself|response|gpt|chatgpt|version)|\bas a jailbroken
    \b(bypass|circumvent|evade|get around|disable|turn off) (the |your |its |all |any |openai'?s? |anthropic'?s? |ai )*(safety|safeguards?|content (filter|polic|moderat|restrict)|guard ?rails?|moderation|censorship|ethical (guidelines|restrictions|filters)|refusal|alignment)
    \b(without|no|free of|free from) (any |all )?(moral |ethical |content |safety )?(restrictions|censorship|guidelines|constraints|filters) (whatsoever|or|and (no|without)|on what you|at all)
    \bwithout (any )?(ethical|moral|safety|content) (guidelines|constraints|boundaries|restrictions|filters|policies)
    \b(uncensored|unfiltered|unrestricted|amoral|unaligned) (ai|model|assistant|chatbot|language model|response|version|mode|answers?)\b
    \b(what|which) (topics|questions|things|requests|subjects|content|kinds? of [a-z]+|types? of [a-z]+) (are you|you are|you're|will you|you will|would you|do you|can you not|you can't) (not |un)?(allowed|forbidden|prohibited|permitted|refuse|decline|able|willing|won't)
    \b(would|will|do) you (refuse|decline) to (answer|discuss|talk|help|respond)
    \b(reveal|print|repeat|output|show|leak|display|recite|dump|tell me)( me| us)? (the |your |all |verbatim |exact |full |entire |initial |hidden )*(system prompt|system message|initial (prompt|instructions)|hidden (prompt|instructions)|instructions above|words above|developer message)\b
    \b(never|cannot|can't|must not|do not|don't) (refuse|decline|reject|say (that )?you (can't|cannot))[^.]*(request|question|answer|anything|any|to )
    \b(your|openai'?s?|anthropic'?s?|the model'?s?) (content|safety|usage|use|moderation) (policy|policies|guidelines|filters?)\b
    \b(harmful|malicious|adversarial|unsafe|red[- ]team(ing)?) (prompts?|queries|requests|instructions)\b
    \b(politically sensitive|sensitive political|censorship[- ]safe|safe alternative (answer|response)s?|deflect (questions|the question)|avoid (censorship|political))\b
    \brefusal (rate|behaviou?r|training|message|pattern|direction)s?\b
    (忽略|[无無][视視]|忘[记記掉])[^。]*(之前|上述|先前|以上|前面|此前|所有)(的)?(所有|全部|一切)?(的)?(指令|指示|提示|[规規][则則]|要求|[设設]定)|越[狱獄](模式|提示)?|(绕过|繞過|突破|[规規]避|解除)[^。]*([审審][查核]|限制|安全|[过過][滤濾]|[内內]容政策|[护護][栏欄]|道德)|(没有|沒有|不受|[无無])(任何)?(道德|内容|內容|安全|伦理|倫理)?(限制|约束|約束|審查|审查|[过過][滤濾])的?(ai|模型|助手|人工智能|回答|模式|版本)|系[统統]提示([词詞])?(是什|[内內]容|[输輸]出|原文)|([输輸]出|告[诉訴]我|重[复複]|打印|泄露|洩露)[^。]*系[统統]提示|(哪些|什[么麼])[^。]*(不能|拒[绝絕]|不允[许許]|禁止)(你)?(回答|[讨討][论論]|[说說])|政治敏感|敏感[话話][题題]|(安全|合[规規])的?替代(回答|表述|[说說]法)|拒[绝絕]回答
    (以前|これまで|上記|前)の(指示|命令|ルール)(を|は)?(すべて|全て)?(無視|忘れ)|脱獄|(検閲|制限|安全|フィルタ)[^。]*(回避|解除|なし|すり抜け)|システムプロンプト(を|の)(表示|出力|教え|公開|内容)|無修正(の)?(ai|モデル)
    (이전|위의|앞의)(의)? ?(모든 )?(지시|명령|지침|규칙)[^.]*(무시|잊)|탈옥|(검열|제한|안전|필터)[^.]*(우회|해제|없는|없이)|시스템 ?프롬프트(를|을) (출력|보여|알려|공개)
    (ignora|olvida|descarta)[a-z]{0,3} (todas )?(las|tus) (instrucciones|reglas) (anteriores|previas)|(evadir|saltar|eludir|burlar)[a-z]{0,3} (los |las |tus )?(filtros?|restricciones|censura|seguridad)|sin (censura|restricciones|filtros) (ni|morales|de contenido)|(muestra|revela|repite|imprime)[a-z]{0,3} (tu|el) (prompt|mensaje) (de|del) sistema|modo desarrollador
    (ignora|olvida|descarta)[a-z]{0,3} (todas )?(las|tus) (instrucciones|reglas) (anteriores|previas)|(evadir|saltar|eludir|burlar)[a-z]{0,3} (los |las |tus )?(filtros?|restricciones|censura|seguridad)|sin (censura|restricciones|filtros) (ni|éticas|morales|de contenido)|(muestra|revela|repite|imprime)[a-z]{0,3} (tu|el) (prompt|mensaje) (de|del) sistema|modo desarrollador
    (contourne|contourner) (les |tes |la |tous )*(filtres|garde-fous|restrictions|censure)|sans (censure|restriction|filtre) (ni|morale)
    (ignore|oublie)[a-z]{0,2} (toutes )?(les|tes|vos) (instructions|consignes|règles) (précédentes|antérieures)|(contourne|contourner|désactive) (les |tes |la |tous )*(filtres|garde-fous|restrictions|censure|sécurité)|sans (censure|restriction|filtre) (ni|éthique|morale)|(affiche|révèle|répète|montre)[a-z-]{0,4} (ton|le|votre) (prompt|message) système
    (ignoriere|vergiss)[a-z]{0,2} (alle )?(vorherigen|bisherigen|obigen|vorigen) (anweisungen|regeln|instruktionen)|(umgehe|umgehen|deaktiviere) [^.]*(filter|sicherheits|zensur|richtlinien)|(unzensiert|ohne zensur|ohne ethische)|(zeige|gib|wiederhole|verrate)[^.]* (system-?prompt|systemnachricht)
    (ignoriere|vergiss)[a-z]{0,2} (alle )?(vorherigen|bisherigen|obigen|vorigen) (anweisungen|regeln|instruktionen)|(umgehe|umgehen|deaktiviere) [^.]*(filter|sicherheits|zensur|beschränkung|richtlinien)|(unzensiert|ohne zensur|ohne ethische)|(zeige|gib|wiederhole|verrate)[^.]* (system-?prompt|systemnachricht)
    (игнорируй|забудь|проигнорируй)[а-я]{0,2} (все )?(предыдущие|прошлые|прежние|вышеуказанные) (инструкци|правил|указани)|(обойти|обойди|обход|отключи)[а-я]{0,3} (фильтр|цензур|ограничени|защит|модераци)|без (цензуры|ограничений|фильтров) (и|морал|этич)|(покажи|выведи|повтори|раскрой)[а-я]{0,2} (свой |твой |мне )?(системный промпт|системн[а-я]{2,3} (сообщени|инструкци))|джейлбрейк|политически (чувствительн|острые)
    (تجاهل|انس) (جميع |كل )?(التعليمات|القواعد|الأوامر) (السابقة|أعلاه)|(تجاوز|تخط)[^.]*(القيود|الرقابة|الفلتر|الحماية|المرشحات)|بدون (رقابة|قيود) (أخلاقية|أو)|(اعرض|أظهر|كرر|اطبع) (موجه|رسالة|تعليمات) النظام|كسر الحماية
  `,
  // A persona poured into a slot, or an identity the model must keep up: not "act as a chef".
  'persona-injection': each`
    \b(adopt|assume|take on|embody|simulate|given|with|consider) (the|this|a) (following |given |provided )?persona( below| above|:|,| described| of| and)
    \b(following|given|provided|specified|described) persona\b
    \bpersona (below|above|description)\b
    <persona>|[{]persona[}]
    \b(likely|would) (be )?(ask|asked|use|used|say|interest|interested)[^.]* persona\b
    \b(never|don't|do not|must not|without|avoid) (ever )?(mention|mentioning|reveal|revealing|say|saying|admit|disclose|disclosing|claim)( to [a-z]+)?( that)? (you are |you're |being |your model|anything about )?(chatgpt|gpt|claude|gemini|openai|anthropic|google|based on|powered by|made by|created by|trained by|developed by|your (true |real |underlying )?(identity|model|creator))
    \bif (you are |you're )?asked (about your identity|about your (creator|model|developer)|who you are|who (made|created|built|trained|developed) you|(what|which) (ai )?model you)
    \b(anyone|someone|user|users) asks? (you )?(about your identity|who you are|who (made|created|built|trained|developed) you|(what|which) (ai )?model you)
    \b(you are|your name is|identify yourself as) (not|no longer) (chatgpt|claude|gemini|gpt|an ai\b|a language model|made by|developed by)
    (你|您)?(是|叫)[^。]*(由|[为為])[^。]*(公司|[团團][队隊]|[实實][验驗]室|研究院)?(独立|獨立|自主)?(研[发發制製]|[开開][发發]|[训訓][练練]|打造|推出)的[^。]*(模型|助手|ai|人工智[能慧]|[机機]器人)|(不要|不得|[绝絕]不|禁止|不能|不可以?|切勿|[严嚴]禁)[^。]*(提及|透露|承[认認]|提到|暴露|[说說])[^。]*(claude|chatgpt|gpt|openai|anthropic|gemini|ai|人工智能|[语語]言模型|真[实實]身份)|(如果|若|[当當])[^。]*[问問][^。]*(你是[谁誰]|[谁誰](开发|開發|训练|訓練|[创創]造)|什[么麼]模型|身份)|人[设設](如下|[：:]|描述)|(以下|下面|[给給]定|上述)(的)?(人[设設]|角色[设設]定|人物[设設]定|用[户戶][画畫]像)
    (以下|次)の(ペルソナ|人物設定|キャラクター設定)|ペルソナ[：:]|(ai|言語モデル|chatgpt|claude)(である|だ)(こと|と)(を|は)?(絶対に)?(明か|言わ|認め)
    (다음|아래)(의)? ?(페르소나|인물 설정|캐릭터 설정)|페르소나:|(ai|언어 모델|chatgpt|claude)(라는|임을|이라고)[^.]*(말하지|밝히지|언급하지|드러내지)
    (adopta|asume|usa|dada) (la |esta )?(siguiente )?persona( descrita|:)|(nunca|no) (menciones|reveles|digas|admitas) que eres (una ia|un modelo|chatgpt|claude)
    (adopta|asume|usa|dada) (la |esta )?(siguiente )?persona( descrita|:)|(nunca|no) (menciones|reveles|digas|admitas) que eres (una ia|un modelo|chatgpt|claude)|si te preguntan (quién|qué modelo)
    (adopte|incarne|utilise) (le |la |ce )?(persona|personnage|profil) (suivant|ci-dessous|:)|ne (mentionne|dis|admets)[a-z]{0,3} jamais que tu es (une ia|chatgpt|claude)|si on te demande (qui)
    (adopte|incarne|utilise) (le |la |ce )?(persona|personnage|profil) (suivant|ci-dessous|:)|ne (mentionne|révèle|dis|admets)[a-z]{0,3} jamais que tu es (une ia|un modèle|chatgpt|claude)|si on te demande (qui|quel modèle)
    (nimm|verwende) (die )?folgende persona|(verrate|sage?|gib) (nie|niemals)[^.]*, dass du (eine ki|ein sprachmodell|chatgpt|claude)|wenn (man )?dich (jemand )?fragt, wer
    (nimm|übernimm|verwende) (die )?folgende persona|(erwähne|verrate|sage?|gib) (nie|niemals)[^.]*, dass du (eine ki|ein sprachmodell|chatgpt|claude)|wenn (man )?dich (jemand )?fragt, wer
    (прими|используй|возьми)[а-я]{0,2} (следующую |эту )?(персону|роль:)|персона:|никогда не (упоминай|говори|признавай|раскрывай)[^.]*, что ты (ии|языков|нейросет|искусственн|chatgpt|claude)|если (тебя )?спросят, (кто ты|какая ты модель)
    (تقمص|اعتمد) (الشخصية|شخصية) التالية|الشخصية:|لا (تذكر|تكشف|تقل)( أبدا)? أنك (نموذج|ذكاء)|إذا س(ئلت|ألك)[^.]*من (أنت|طورك|صنعك)
  `,
  // Preferences between answers: the other half of reward-model training.
  'answer-ranking': each`
    \bwhich (of the (two |following )*)?(response|answer|completion|assistant|output|candidate|reply|summary|chatbot)s? (is|was|do you|would you) (the )?(more |most )?(better|best|preferred|prefer|helpful|superior|worse|accurate)
    \b(compare|rank|order|sort) (the |these |those |all |both )?(following |two |three |four |candidate |model |[0-9]+ )*(responses|answers|completions|model outputs|candidates|replies|generations)\b
    \b(which|the) (response|answer|completion|assistant|output) (is better|is best|is more helpful|you prefer|better follows|better answers)
    \b(choose|select|pick|indicate) the (better|preferred|best|winning) (response|answer|completion|assistant|output|one of the two)
    \b(preferred|chosen|winning|rejected) (response|answer|completion)s?\b
    \b(response|assistant|completion)'?s?[ _](b|2|two)\b
    \[\[(a|b|c|a>b|b>a|tie)\]\]
    \b(chosen|rejected) (and|or|/|vs[.]?) (rejected|chosen)\b
    \b(pairwise|side[- ]by[- ]side) (preference|ranking|comparison of (the |two )?(responses|answers|models))
    (回答|答案|回[复覆])(哪|誰|谁)[个個一]?[^。]*(更?好|更?[优優]|更?佳)|(哪一?[个個]|何者|[谁誰]的?)(回答|答案|回[复覆]|[输輸]出|[响響][应應]|模型|助手)[^。]*(更|最|比[较較])(好|佳|[优優]|准|準|有[帮幫]助)|(回答|答案|回[复覆]|[响響][应應]|助手|候[选選]) ?(b|2|二|乙)|([对對将將把])?(以下|[这這]|下列|[两兩]|多|[几幾]|所有)[^。]*(回答|答案|回[复覆]|[输輸]出)[^。]*(排序|排名|比[较較])|(更好|最佳|更[优優]|较好|較好)的(回答|答案|回[复覆]|[输輸]出)
    (どちら|どの)(の)?(回答|応答|答え|出力)[^。]*(優れ|良い|よい|好ま|適切)|(回答|応答)(を|に)(順位|ランク)|(回答|応答) ?b|より(良い|優れた)(回答|応答)
    (어느|어떤) ?(쪽|응답|답변|답)[^.]*(더|가장) ?(좋|나은|낫|우수|적절)|(응답|답변)[^.]*(순위|비교)|(응답|답변) ?b|더 (나은|좋은) (응답|답변)
    (ordena|compara|clasifica) (las )?(siguientes |dos )*respuestas|(mejor|preferida) respuesta|respuesta b\b
    (cuál|qué) (de las |de los )?(dos )?(respuesta|salida)s? es (la )?(mejor|preferible)|(ordena|compara|clasifica) (las )?(siguientes |dos )*respuestas|(mejor|preferida) respuesta|respuesta b\b
    (quelle|laquelle)( des deux)? (sortie)s? est (la )?(meilleure)|(classe|compare|ordonne)[rz]? les (deux )?(sorties)
    (quelle|laquelle)( des deux)? (réponse|sortie)s? est (la )?(meilleure|préférable)|(classe|compare|ordonne)[rz]? les (deux )?(réponses|sorties)|meilleure réponse|réponse b\b
    welche( der)?( beiden)? (antwort|ausgabe)(en)? ist (die )?(besser|beste|bevorzugt)|(vergleiche|ordne|sortiere) die (beiden |folgenden )*antworten|(bessere|bevorzugte) antwort|antwort b\b
    какой (из )?(двух )?(ответ|вариант)[а-я]{0,2} (ответа )?(лучше|предпочтительн)|(сравни|ранжируй|упорядочь|отранжируй)[а-я]{0,2} (эти |следующие |два )*ответ|лучший ответ|ответ (б|b|2)[ .:,\n]
    أي (من )?(الإجابتين|الإجابات|الردين|إجابة|رد) (هي |هو )?(أفضل|الأفضل)|(رتب|قارن)( بين)? (الإجابات|الردود|الإجابتين|الردين)|الإجابة الأفضل
  `,
}

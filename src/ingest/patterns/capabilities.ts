/** What a request exercises. Several may hold; none holding means "not recognised", never "harmless". */
import type { Capability } from '../../model/sketch.ts'
import { each } from './each.ts'

export const capabilityPatterns: Record<Capability, readonly string[]> = {
  // Tools are mostly seen in the request's own list; text matters for harnesses that describe tools in prose.
  'agentic-tool-use': each`
    \baccess to (the |these |a set of |several |various |some |external )?(following )?(tools|functions|apis)\b
    \b(following|available|provided) (tools?|functions?|apis?)( |:|[.])
    \b(tool|function)[ _-]call(s|ing)?\b
    \b(call|invoke) (the|a|an|this|any|one) [a-z0-9_ -]{0,30}(tool|function|api)\b
    \bwhich (tool|function|api)s? (to|should i|should you|do you) (use|call|invoke)\b
    \bthought:[^\n]*\n{1,2}action:
    \baction input:
    <(tool|function|invoke|tool_call|function_call)[ =>_]
    \b(exactly|only) one (bash|shell) (code block|command)
    \b(autonomous|browser|web|coding|software engineering|ai|llm) agent\b
    \b(run|execute|issue|submit) (any |your |a )?(bash|shell|terminal) commands?\b
    \bcommands? (in|inside) (the|a|your) (terminal|shell|sandbox)\b
    (可用|以下|下列|外部|使用|[调調呼]用)(的)?(工具|函[数數]|接口|插件)
    (工具|函[数數])[调調呼]用
    智能[体體]|智[慧能]代理
    (次の|以下の|利用可能な)(ツール|関数)|ツールを(使|呼び出)|関数呼び出し|ツール呼び出し
    (다음|사용 가능한|제공된) ?(도구|함수)|도구(를|을) (사용|호출)|함수 호출
    \b(siguientes|estas|disponibles) (herramientas|funciones)|herramientas (disponibles|siguientes)|llamada a (funciones|herramientas)|usa la herramienta
    \b(outils|fonctions) (suivants|suivantes|disponibles)|appel (de fonction|d.outil)|utilise l.outil
    \b(folgenden) (werkzeuge|tools|funktionen)\b|werkzeugaufruf|funktionsaufruf
    \b(folgenden|verfügbaren?) (werkzeuge|tools|funktionen)\b|werkzeugaufruf|funktionsaufruf
    (следующи|доступны|эти)[а-я]{1,3} (инструмент|функци)|вызов (функци|инструмент)|вызови (функци|инструмент)
    الأدوات (التالية|المتاحة)|استدعاء (الدالة|الأداة|الوظائف)
  `,
  // Languages, artefacts and shapes of code itself: pasted code is the surest sign.
  'software-engineering': each`
    \x60{3}[a-z+#]+\n
    \b(python|javascript|typescript|java|kotlin|golang|php|matlab|haskell|scala|fortran|solidity|powershell|perl|vba|verilog|cobol)\b
    \b(in|using|with|to) (rust|swift|ruby|go|r|c|dart|julia|assembly)( code| program| script| language|[.,:;?]|\n)
    \b(c[+][+]|c#|[.]net|asp[.]net|f#)
    \b(html|css|sql|mysql|postgres(ql)?|sqlite|mongodb|graphql|regex|regular expression|dockerfile|docker|kubernetes|terraform|ansible|nginx)\b
    \b(react|vue|angular|django|flask|fastapi|spring boot|laravel|node[.]?js|next[.]?js|jquery|tailwind|pytorch|tensorflow|numpy|pandas|opencv|webpack|symfony|wordpress|pyqt|streamlit|xaml|wpf|opengl|cuda|powershell|autolisp|luau?|ocaml|elixir|clojure|promql|npm|jq)\b
    \b(source code|code snippet|codebase|pull request|stack ?trace|traceback|unit tests?|test cases?|refactor|debug(ging)?|compil(e|er|ing)|syntax error|null pointer|segfault|api endpoint|rest api|backend|front-?end|software (engineer|developer|development|architect)|programm(er|ing)|web ?site code|web app(lication)?|smart contract|data structure|linked list|binary (search|tree)|hash ?(map|table)|pseudo ?code|algorithms?|recursion|recursive|variables?|boolean|integers?|for loop|while loop|compilers?|web scrap(er|ing)|chrome (plug-?in|extension)|discord bot|chat ?bot in|unit testing|type hints?)\b
    \b(write|create|design|implement|develop|build|fix|debug|optimi[sz]e|review|refactor|explain|edit|rewrite|make|modify|obfuscate|parse) (me |us )?(a |an |the |this |some |my |your |given )*(piece of )?(code|function|funtion|program|script|class|quer(y|ies)|method|app|application|module|api|database|bug|website|plug-?in|compiler|test ?bench|shader)s?\b
    \b(following|given|provided|below|this|my) (code|function|program|script|array|list of (numbers|integers|strings|elements)|class|method|snippet|json|html|query)\b
    \b(array|list|vector|string|stack|queue|tree|dictionary|tuple)s? of (integers|numbers|strings|elements|characters|objects|size|length|floats)\b
    \b[a-z_]{1,20} = (\[|[{]|"|new |true|false|[0-9])
    \b(function|method|program|script|class|array|variable|loop|code)s? (that|to|which|called|named|for) (takes?|returns?|prints?|calculates?|computes?|checks?|finds?|sorts?|converts?|accepts?|reverses?|counts?|generates?|removes?|implements?)
    \b(def|class) [a-z_][a-z0-9_]{0,40}[(:]
    #include ?[<"]
    \b(console[.]log|system[.]out[.]print|printf|std::|public (static|class)|import (os|sys|re|json|numpy|java)|select [a-z*][^\n]* from|let mut|func main|const [a-z_]+ =)
    \b(git|npm|pip|cargo|docker|kubectl|apt|brew|ssh|grep|sed|awk|chmod)( [a-z-]+)? (command|commit|install|push|pull|clone|branch|rebase|merge|run|build)\b
    \b(linux|unix|bash|shell|terminal) (terminal|command|script|console)
    \bcommit message
    diff --git|^@@ -[0-9]
    \b(github|gitlab|bitbucket|vscode|visual studio|stack ?overflow)\b
    \b(bug|crash|exception|regression|error message|type ?error|value ?error|runtime ?error)s? (in|when|from|with|while|report)\b
    (编写|編寫|写|寫|撰寫|实现|實現|设计|設計|修改|优化|優化|调试|調試|构建|创建|生成|开发|開發)[^。]*(代[码碼]|程序|程式|函[数數]|脚本|腳本|算法|演算法|[网網]站|[网網][页頁]|正[则則]|[类類]|查[询詢]|[数數][据據][库庫])
    代[码碼]|程式設計|编程|編程|程序[员員]|程式[码碼]|函[数數][，来來以用]|报错|報錯|[数數][组組]|[变變]量|算法|[单單]元[测測][试試]|重构|重構
    プログラム|プログラミング|コードを|ソースコード|関数を(書|作|実装)|スクリプト|バグ|アルゴリズム|リファクタ|単体テスト
    프로그래밍|프로그램을|코드(를|로|에)? ?(작성|짜|수정|구현|리뷰|디버)|소스 ?코드|함수(를|을)? ?(작성|구현|만들)|알고리즘|디버깅|파이썬|자바스크립트|버그
    \b(programa que|guion de shell|algoritmo|depura|consulta sql)
    \b(código|programa que|función que|guion de shell|programación|algoritmo|depura|consulta sql)
    \b(code source|fonction qui|programme qui|programmation|script (qui|pour)|algorithme|d.bogu|du code|le code|un code)\b
    \b(programmier|quellcode|skript|funktion,? die|algorithmus|debugge|programmcode)|\bprogramm,? das\b|schreibe? (einen |den |mir )?code
    (код|функци[яю]|программ[ау]|скрипт|алгоритм)[а-я]{0,3} (на|котор|для|python|с\+\+)|напиши[а-я]{0,2} (код|функци|программ|скрипт|класс)|программирован|исходн[а-я]{2,3} код|отлад|рефактор
    كود|برمج|دالة|خوارزمية|شيفرة|سكربت
  `,
  // Notation and school vocabulary; "calculate" alone is enough, being rare in other requests.
  mathematics: each`
    \b(calculate|compute the|equations?|algebra(ic)?|geometry|trigonometr|calculus|integrals?|derivatives?|differentiat(e|ion) (the|of|with)|polynomial|quadratic|logarithm|theorem|lemma|matri(x|ces)|eigenvalue|determinant|prime (number|factor)s?|factori[sz](e|ation)|factorial|permutations?|combinatori|square root|cube root|fibonacci|arithmetic|hypotenuse|perimeter|circumference|numerator|denominator|decimal|modulo|greatest common|least common|standard deviation|bayes)
    \bprove (that|the|by|this|it|for)\b
    \b(solve for|solve the (following )?(equation|system|problem|inequality|integral)|find the (value|area|volume|sum|product|length|slope|limit|derivative|integral|probability|roots?|mean|median|average|mode|angle|distance|square|next number|remainder|percentage))
    \b(what is|what's|whats|find|evaluate|simplify|compute|is|add|multiply|divide|subtract) [0-9.,]+ ?(%|[+*/x^-]|plus|minus|times|divided|percent|squared|mod)
    \b(what is|what's|whats|find|evaluate|simplify|compute|is|add|multiply|divide|subtract) [0-9.,]+ ?(%|[+*/x×÷^-]|plus|minus|times|divided|percent|squared|mod)
    \bconvert [0-9.,]+ |\bhow many (ounces|cups|inches|feet|meters|metres|grams|kilograms|pounds|liters|litres|gallons|miles|kilometers|seconds|minutes|centimeters|milliliters|tablespoons|teaspoons|pints|quarts) (are |is )?in\b|\b(sqrt|cagr|annuity|discount rate|interest rate of)\b|\bproofs? (that|of)\b
    \b(area|volume|radius|diameter) of (a|an|the|this) (circle|triangle|rectangle|square|sphere|cylinder|cone|cube|trapezoid|polygon)
    \b(probability|odds|expected value) (of|that)\b
    \bhow (many|much|far|long|old)[^.]*\b(in total|altogether|left|remain(ing)?|each|per (hour|day|week))\b
    \\(frac|int|sum|sqrt|boxed|lim|mathbb|begin[{](equation|align|pmatrix))
    [0-9] ?[+*/^x-] ?[0-9.]+ ?=
    [0-9] ?[+*/×÷^x-] ?[0-9.]+ ?=
    [0-9]+ (plus|minus|times|divided by|multiplied by|squared|cubed|modulo|divisible by|percent of) 
    \b(sum|product|difference|square|cube|remainder|average|mean) of (the |two |all )?(first |digits|numbers|squares|[0-9]|integers|natural|eleven|twelve)
    \b[0-9]*x ?[+-] ?[0-9]*y?\b ?=|x\^2|x²|f\(x\)
    [数數][学學]|方程|[计計]算|[积積]分|求导|求導|[导導][数數]|[几幾]何|[概機]率|平方根|因[数數]|[质質][数數]|面[积積]|[体體][积積]|周[长長]|三角形|求解|[证證]明[：:，]?[对對若设設]|平均[数數值]|乘[积積以]|除以|[总總]和|加法|減法|减法
    計算し|方程式|数学|微分|積分|確率|面積|平均値|証明せよ|因数分解
    계산|방정식|수학|미분|적분|확률|넓이|평균(을|값)|증명하|인수분해
    \b(calcula|ecuaci|derivada|integral de|probabilidad|demuestra que|hipotenusa|resuelve)
    \b(calcula|ecuaci|matemátic|derivada|integral de|probabilidad|demuestra que|raíz cuadrada|hipotenusa|resuelve)
    \b(calcule)
    \b(calcule|équation|mathémati|dérivée|intégrale|probabilité|démontre|racine carrée|résous|résoudre l)
    équation
    \b(berechne|gleichung|mathemati|ableitung|wahrscheinlichkeit|beweise|quadratwurzel)
    \b(berechne|gleichung|mathemati|ableitung|wahrscheinlichkeit|beweise|quadratwurzel|flächeninhalt)
    (вычисли|посчитай|рассчитай|уравнени|математи|производн|интеграл|вероятност|докажи|квадратн[а-я]{2,3} кор)
    احسب|معادل[ةا]|الرياضيات|رياضي|تكامل|مشتق|احتمال|أثبت أن|الجذر التربيعي
  `,
  // Inference beyond recall: puzzles, arguments, plans, and anything that asks to think before answering.
  reasoning: each`
    \b(step[- ]by[- ]step|chain[- ]of[- ]thought|reason(ing)? (through|about|step|process)|think (through|carefully|aloud|out loud)|inner monologue)\b
    \b(logic(al)?|riddle|puzzle|brain ?teaser|paradox|syllogism|deduc(e|tion|tive)|induc(tion|tive)|infer(ence)?|premises?|fallac(y|ies)|counter-?examples?|hypothes(is|es|i[sz]e)|analog(y|ies)|contradict(s|ion|ory)?|conclu(de|sion)s? (from|follows|that|can|based|of the)|cause and effect|causal|trade-?offs?|pros and cons|critical(ly)? (think|analy)|ethical(ly)?|dilemma|arguments? (for|against)|what would happen if|odd one out)\b
    \b(justify|explain) (your|the|why|how you) (answer|reasoning|choice|decision|thinking|logic|rationale)\b
    \b(which|what) (statement|option|conclusion|of the following)[^.]*(true|false|correct|follows|valid|must be)
    \b(evaluate|analy[sz]e|assess|critique|compare) (the|this|these|both|two|how|and|whether)\b
    \b(root cause|weigh the|decide whether|determine (if|whether|which)|predict (the|what|how|whether)|identify the (pattern|fallacy|assumption|flaw|error))
    [逻邏][辑輯]|推理|[谜謎]|推[断斷]|推[论論]|悖[论論]|因果|一步一步|逐步|前提|假[设設]|分析|利弊|[优優]缺点|[优優]缺點|[伦倫]理|思[维維]|比[较較]
    論理|推論|謎|なぞなぞ|ステップ(ごと|バイステップ)|段階的に|分析し|比較し|仮説|長所と短所
    논리|추론|수수께끼|퍼즐|단계별로|분석(해|하)|비교(해|하)|가설|장단점
    \b(paso a paso|razona|acertijo|adivinanza|deduce|analiza|ventajas y desventajas|compara )
    \b(paso a paso|razona|lógic|acertijo|adivinanza|deduce|analiza|hipótesis|ventajas y desventajas|compara )
    \b(raisonn|logique|analyse[rz]? |avantages et|compare[rz]? )
    \b(pas à pas|étape par étape|raisonn|logique|énigme|déduis|analyse[rz]? |hypothèse|avantages et|compare[rz]? )
    étape par étape|énigme
    \b(logisch|schlussfolger|analysiere|hypothese|vor- und nachteile|vergleiche )
    \b(schritt für schritt|logisch|rätsel|schlussfolger|begründe|analysiere|hypothese|vor- und nachteile|vergleiche )
    (шаг за шагом|пошагов|по шагам|рассужда|логич|загадк|головоломк|умозаключ|проанализируй|гипотез|плюсы и минусы|сравни)
    خطوة بخطوة|منطق|لغز|استنتج|استنتاج|حلل|فرضية|قارن|إيجابيات وسلبيات
  `,
  // Making examples, records or questions in number, for whatever end; the style bits judge the end.
  'data-generation': each`
    \b(generate|create|produce|write|make|give me|provide|come up with|compile|construct|list|design)( me)?( a| an| the)?( random| sample| diverse| unique| different| new| realistic| synthetic| fake)*( list of| set of| series of| collection of)?( random| diverse| unique| different)? ([0-9]+|ten|twenty|fifty|hundred|multiple|several|many|various)( [a-z-]+){0,3} (examples?|samples?|sentences|questions|instructions|pairs|prompts|records|rows|entries|tasks|data ?points|scenarios|conversations|dialogues?|test cases|problems|items|names|words|variations|paraphrases)\b
    \b(synthetic|mock|fake|dummy|sample|training|test|random) (data|data ?sets?|records|users|conversations|dialogues?|examples|samples)\b
    \b(generate|create|produce|build|make|compile|construct|design|simulate)( a| an| the| some| me)?( [a-z-]+){0,3} (data ?set|corpus|quiz|questionnaire|survey|question bank|exam|flash ?cards|word list|vocabulary list)\b
    \b(generate|create|produce|construct|make up|come up with|write|form|provide|give)( me)? (an?|some|one|two|three|four|five|another) ((example|sample|sentence|question|paraphrase|random|hypothetical|phrase|analogy|metaphor|simile|pun|title|headline|name|list|hashtag)s?)\b
    \b(paraphrase|augment|rephrase|reword)\b
    (生成|[创創]建|[创創]造|[编編][写寫造]|列出|提供|[给給]出|想出|[写寫]出|造)[^。]*([0-9]+|[一二三四五六七八九十百两兩几幾多若])[^。]*[个個条條组組对對道种種套份][^。]*(例子|示例|[样樣]本|句子|[问問][题題]|指令|[数數][据據]|[题題]目|例句|[对對][话話]|列表|[词詞]|名字|[标標][题題])
    ([训訓][练練]|合成|模[拟擬]|[测測][试試]|[样樣]本)[数數][据據]|[数數][据據]集|造句|[题題][库庫]|隨機生成|随机生成|改[写寫](以下|下面|[这這]|句)
    (例|例文|質問|サンプル|データ|文)を[0-9一二三四五六七八九十]{1,3}(個|つ|件|問)|[0-9]+(個|つ|件)の(例|質問|サンプル|文)|(合成|学習|テスト|訓練)データ|言い換え
    (예시|질문|문장|데이터|샘플)[^.]*[0-9]+ ?개|[0-9]+ ?개의 (예|질문|문장|샘플)|(합성|학습|테스트|훈련) ?데이터
    \b(genera|crea|escribe|dame|inventa)[a-z]{0,2} [^.]*([0-9]+|diez|cinco|varias|varios) [^.]*(ejemplos|preguntas|oraciones|frases|instrucciones|pares)|datos (de entrenamiento|de prueba|ficticios)|conjunto de datos
    \b(genera|crea|escribe|dame|inventa)[a-z]{0,2} [^.]*([0-9]+|diez|cinco|varias|varios) [^.]*(ejemplos|preguntas|oraciones|frases|instrucciones|pares)|datos (sintéticos|de entrenamiento|de prueba|ficticios)|conjunto de datos
    \b(donne|invente|genere)[a-z-]{0,5} [^.]*([0-9]+|dix|cinq|plusieurs) [^.]*(exemples|questions|phrases|instructions|paires)
    \b(génère|générez|crée|écris|donne|invente|genere)[a-z-]{0,5} [^.]*([0-9]+|dix|cinq|plusieurs) [^.]*(exemples|questions|phrases|instructions|paires)|données (synthétiques|d.entraînement|de test|fictives)|jeu de données
    \b(generiere|erstelle|erzeuge|schreibe|nenne|gib)[a-z]{0,3} [^.]*([0-9]+|zehn|mehrere) [^.]*(beispiele|fragen|anweisungen|paare)|(trainings|test)daten|synthetische daten|datensatz
    \b(generiere|erstelle|erzeuge|schreibe|nenne|gib)[a-z]{0,3} [^.]*([0-9]+|zehn|fünf|mehrere) [^.]*(beispiele|fragen|sätze|anweisungen|paare)|(trainings|test)daten|synthetische daten|datensatz
    (сгенерируй|создай|придумай|составь|напиши)[а-я]{0,2} [^.]*([0-9]+|десять|пять|несколько) [^.]*(пример|вопрос|предложени|инструкци|пар)|(синтетическ|обучающ|тестов)[а-я]{2,3} данны|набор данных
    (أنشئ|اكتب|ولد|أعط)[^.]*([0-9]+|عشر|خمس)[^.]*(أمثلة|أسئلة|جمل|تعليمات|سؤال|مثال)|بيانات (اصطناعية|تدريب|اختبار)|مجموعة بيانات
  `,
  translation: each`
    \btranslat(e|es|ed|ing|ion|ions|or)\b
    \b(how (do|would|can|could) (you|i|we) say|(word|phrase) for|what do you call)\b[^.]* (in|if [a-z]+ (was|were)) (french|spanish|german|chinese|japanese|italian|korean|russian|arabic|english|portuguese|hindi|latin)\b
    \b(into|to|from) (french|spanish|german|mandarin|simplified chinese|traditional chinese|japanese|italian|korean|russian|arabic|portuguese|hindi|turkish|polish|dutch)\b
    翻[译譯]|译[成为]|譯[成為]|用(英[语文語]|法[语語]|日[语語]|德[语語])(怎么|怎麼|如何)?(表[达達])?[说說表]|的(英文|英语|英語|中文|日语|日語|法语|法語)(是|怎|[说說])
    翻訳|英訳|和訳|(英語|日本語|中国語|韓国語|フランス語)に(訳|直)
    번역|(영어|한국어|중국어|일본어)로 (옮|바꿔)
    \btradu(ce|cir|zca|zcas|cciones|ctor|ciendo|zco)
    \btradu(ce|cir|zca|zcas|cción|cciones|ctor|ciendo|zco)
    \btradui(re|s|t|sez|sons)\b|\btraductions?\b
    übersetz
    перев(еди|ести|едите|од[аеуы ]|одчик|ожу)|перевод[.,:?]
    ترجم
  `,
  summarization: each`
    \bsummar(y|ies|i[sz]e[sd]?|i[sz]ing|i[sz]ation)\b
    \b(tl;?dr|condense|shorten|recap|abridge|executive summary|key (points|takeaways|ideas)|main (points|ideas?|takeaways)|gist of|in a nutshell|boil (it|this) down)\b
    [总總][结結]|摘要|概括|概述|[归歸][纳納]|[简簡]述|要[点點]|精[简簡]|[缩縮][写寫短]
    要約|まとめて|要点|概要を|短くまとめ
    요약|간추려|핵심(만| 내용)|정리해
    \b(resum(e|en|ir|a|iendo|ido)\b|sintetiza|puntos (clave|principales)|ideas principales)
    \b(points (essentiels)|en bref)
    résum|\b(synthétise|points (clés|essentiels)|en bref)
    \b(zusammenfass|fasse? [^.]+ zusammen|kurzfassung|kernpunkte|kernaussagen)
    (кратко (излож|перескаж|опиш)|краткое содержани|резюмир|резюме текст|обобщи|подведи итог|суммируй|основные (мысли|тезисы|идеи)|сократи)
    لخص|ملخص|تلخيص|اختصر|النقاط الرئيسية|خلاصة
  `,
  // One label out of few for a given input: the shape of bulk pipelines, honest and not.
  classification: each`
    \b(classif(y|ies|ied|ication|ier)|categori[sz](e|ed|ation|ing)|sentiment|label (the|this|each|these|it)|tag (the|this|each)|assign (a|one|the|each) (label|category|class|tag|topic)|intent (of|detection|classification|is)|topic of (the|this)|sort (the|these|them|each)[^.]*(into|by) (categor|group|type)|group (the|these)[^.]*(into|by|according)|toxic(ity)?|spam (or|and|detection)|hate speech|true or false|fact or opinion|positive,? (or |negative)|(positive|negative|neutral) or (positive|negative|neutral)|which (category|class|type|genre|group)|part of speech|identify (the|which) (type|genre|tone|sentiment|category|part of speech|emotion|language|odd)|detect (the )?(emotion|sentiment|language|tone|topic))\b
    \b(determine|decide|identify|tell me|predict|judge|detect|check) (if|whether) (the|this|these|it|a|an|each|following|there)\b
    \b(yes or no|true, false|support or|multiple[- ]choice|select (a, b|one of)|(possible|candidate) (categories|labels|classes|topics|answers)|topic candidates|categories (include|are|belong)|which (topic|label|category|categor))\b
    \b(output|answer|say|return|respond)( with)? "?[a-z]+"? (or|if) "?(not|un|no|in|false|negative|neutral)
    [归歸][类類]|分[类類]|[类類][别別]|情感(分析|[倾傾]向|[极極]性)?|[标標][签籤注記记]|正面[还還或、]|[积積][极極]或|真[还還]是假|[对對][还還]是[错錯]|[属屬]于(哪|什)|[属屬]於(哪|什)|意[图圖][识識]
    分類|感情分析|ポジティブ|ネガティブ|ラベル(を|付)|カテゴリ
    분류|감정 ?분석|긍정|부정적|라벨|카테고리
    \b(clasifica|categoriza|sentimiento|etiqueta|positivo o negativo|verdadero o falso)
    \b(classe[rz]?\b|classifie|sentiment|vrai ou faux)
    \b(classe[rz]?\b|classifie|catégoris|sentiment|étiquett|positif ou négatif|vrai ou faux)
    \b(klassifizier|kategorisier|stimmung|einordne|ordne [^.]+ zu\b|positiv oder negativ|wahr oder falsch)
    (классифицируй|классификац|категори[яюзи]|тональност|метк[аиу]|позитивн[а-я]{2,3} или|положительн[а-я]{2,3} или|относится ли|правда или ложь)
    صنف|تصنيف|مشاعر|إيجابي|فئة|صحيح أم خطأ
  `,
  extraction: each`
    \bextract(s|ed|ing|ion)?\b
    \b(find|identify|list|pull out|pick out|highlight|locate|underline|name|get|retrieve) (all |the |every |any |each )+(of the )?(named entit|nouns?|verbs?|adjectives?|adverbs?|entities|names|dates|keywords?|key ?words|key phrases|phrases|numbers|places|locations|people|email|addresses|phone|subject|predicate|facts|main character)
    \b(named[- ]entit(y|ies)|ner\b|key-?value pairs|parse (the|this)|fields? from|information from (the|this)|according to the (passage|text|article|document|paragraph|context)|(based on|from|given) the (passage|text|article|document|paragraph|context|following)|scrape)
    提取|抽取|[实實][体體][识識]|找出[^。]*(中|里|裡)?的|[识識][别別][^。]*(中|里|裡)的|[关關][键鍵鍵][词詞字]|根[据據](上|以上|下面|以下|文)
    抽出|取り出し|キーワードを|固有表現|本文(から|によると)
    추출|뽑아|키워드|개체명|본문에(서| 따르면)
    \b(extrae|extraer|extraiga|identifica (el|la|los|las|todos)|palabras clave|entidades)
    \b(extrae|extraer|extraiga|identifica (el|la|los|las|todos)|palabras clave|entidades|según el texto)
    \b(extrai[rstze]|extraire|identifie (le|la|les|tou)|selon le texte)
    \b(extrai[rstze]|extraire|repère|identifie (le|la|les|tou)|mots[- ]clés|entités|d.après le texte|selon le texte)
    \b(extrahier|entnimm|finde alle|laut (dem )?text)
    \b(extrahier|entnimm|finde alle|schlüsselwörter|stichwörter|entitäten|laut (dem )?text)
    (извлек|выдели (все|из|имен|ключ)|найди (все|в тексте)|ключевые слова|сущност|согласно тексту|из текста)
    استخرج|استخراج|الكلمات (المفتاحية|الرئيسية)|حسب النص|من النص
  `,
  'creative-writing': each`
    \b(poems?|poetry|haikus?|a sonnet|sonnet about|limericks?|rhym(e|es|ing)|lyrics|songs?|ballad|short stor(y|ies)|fairy tales?|fables?|novels?|screenplays?|script for a (movie|film|play|video|tv)|monologue|slogans?|taglines?|catchphrase|jokes?|something (funny|hilarious)|puns?|fan ?fiction|plot (twist|for|of|idea)|main character|protagonist|storytell|narrative|creative writing|blog posts?|essays?|speech(es)? (for|about|on)|love letter|cover letter|product description|advertis(e|ement|ing) (copy|for)|ad copy|tweets?|captions?|press release|worldbuilding|metaphors?|similes?)\b
    \b(write|compose|tell|create|craft|make up|invent|imagine|draft|generate)( me| us)?( a| an| the| one)?( [a-z-]+){0,3} (story|tale|poem|song|scene|dialogue|letter|e-?mail|article|paragraph|review|description|biography|post|post card|postcard|introduction|speech|toast|character|world|legend|myth|riddle|headline|title|ad|advertisement)\b
    \b(write|describe|continue|rewrite|rephrase)[^.]*\b(in the style of|as if you|from the perspective|in the voice|creative|vivid|imagery|humorous|poetic)
    [诗詩]|故事|小[说說]|歌[词詞]|作文|散文|[剧劇]本|童[话話]|笑[话話]|[标標][语語]|口[号號]|[广廣]告[词詞語语]|情[书書]|[写寫]一([篇封首段]|[个個]故)|[创創]作|演[讲講]稿?|文案|推文|比[喻擬]|[对對][联聯]|[续續][写寫]
    (詩|俳句|短歌|小説|物語|歌詞|脚本|キャッチコピー|エッセイ|作文|ストーリー)を?|ジョーク|童話
    (시|소설|이야기|가사|동화|에세이|대본|시나리오)(를|을) (써|쓰|지어|만들|작성)|농담|슬로건|독후감
    \b(poemas?|cuentos?|relato|novela|historia (corta|sobre|de un)|ensayo|chiste|eslogan|guion (de|para)|escribe una (carta|historia))\b
    \b(poemas?|poesía|cuentos?|relato|novela|canción|historia (corta|sobre|de un)|ensayo|chiste|eslogan|guion (de|para)|escribe una (carta|historia))\b
    \b(un conte|nouvelle (sur|qui|de)|un roman|une chanson|histoire (courte|sur|d)|dissertation|blague|slogan)\b
    \b(poèmes?|poésie|un conte|nouvelle (sur|qui|de)|un roman|une chanson|histoire (courte|sur|d)|dissertation|rédaction|blague|slogan|scénario|écris une (lettre|histoire))\b
    \b(gedicht|kurzgeschichte|einen roman|geschichte (von|schreib)|liedtext|aufsatz|witz|werbespruch|drehbuch|schreibe? (mir )?(eine geschichte|einen brief|ein lied))
    \b(gedicht|kurzgeschichte|märchen|einen roman|geschichte (über|von|schreib)|liedtext|aufsatz|witz|werbespruch|drehbuch|schreibe? (mir )?(eine geschichte|einen brief|ein lied))
    (стих|рассказ |сказк|песн|роман[а-я]? |эссе|сочинени|шутк|анекдот|слоган|сценари|напиши (письмо|историю|рассказ))
    قصيدة|قصة|شعر|رواية|أغنية|مقال|نكتة|شعار إعلاني|سيناريو|خاطرة
  `,
  // A question at the start, or a plain request to explain: recall rather than making.
  'question-answering': each`
    ^[ \n"'#*-]{0,4}(what|who|whom|whose|when|where|why|how|which|is|are|was|were|do|does|did|can|could|should|would|will|has|have)('s|'re)? (is|are|was|were|do|does|did|the|a|an|i|you|we|it|there|can|could|should|would|will|has|have|many|much|long|far|old|often|to|my|your|our|this|that|these|those|kind|type|of|if|some|any|s|[a-z]{2,15}) 
    \b(explain|describe|define|tell me (about|what|how|why|who|when|where)|what (is|are|was|were|does|do|did|s) (the|a|an|your|my|this|it|some|there|you|we)|what's|who (is|was|are|invented|wrote|discovered)|when (did|was|is|were)|where (is|are|was|can)|why (is|are|do|does|did|was)|how (do|does|did|can|is|are|to|many|much|would|should)|name (a|the|an|some|three|two|five|one|four)|give (an example|the definition|me information|me some information)|state the|list (the|some|three|five|four|two|all)|difference between|meaning of|capital of|answer the (following )?question|question:)\b
    什[么麼]|甚麼|[为為]什|如何|怎[么麼样樣]|[谁誰]|哪[里裡些个個一]|多少|[几幾][个個种種年]|是否|解[释釋]|[说說]明|介[绍紹]|[描]述|定[义義]|[吗嗎呢]？|[请請][问問]|区别|區別|列[举舉]|回答
    (とは|何|なぜ|どうして|どのよう|いつ|どこ|だれ|誰|いくつ|説明して|教えて)|ですか|ますか
    (무엇|뭐|왜|어떻게|언제|어디|누구|얼마|설명해|알려|인가요|입니까|무슨)
    \b(explica|describe|define)
    \b(qué (es|son|significa|hay|pasa|hace)|quién|cuándo|dónde|por qué|cómo (se|puedo|funciona|es)|cuál(es)? (es|son)|cuánt|explica|describe|define)
    ¿
    \b(qu.est-ce|quel(le|s|les)? (est|sont)|qui (est|a)|pourquoi|comment (faire|fonctionne|puis|peut)|combien|explique)
    \b(qu.est-ce|quel(le|s|les)? (est|sont)|qui (est|a)|pourquoi|comment (faire|fonctionne|puis|peut)|combien|explique|décri[st]|définis)
    \b(was (ist|sind|bedeutet|war)|wer (ist|war|hat)|wann (ist|war|wurde)|warum|wieso|wie (funktioniert|kann|viel|lange|macht)|welche[rs]? |beschreibe|definiere)
    \b(was (ist|sind|bedeutet|war)|wer (ist|war|hat)|wann (ist|war|wurde)|warum|wieso|wie (funktioniert|kann|viel|lange|macht|heißt)|welche[rs]? |erkläre?|beschreibe|definiere)
    (что (такое|это|значит)|кто (такой|такая|был|написал|изобр)|когда |почему|зачем|сколько |какой |какая |какие |где |объясни|опиши|расскажи|определение)
    ما (هو|هي|هم|معنى|الفرق|اسم)|لماذا|كيف|متى|أين|كم |من هو|اشرح|عرف |صف 
  `,
  // Talk and role-play: personas that ask the model to keep a conversation going.
  chat: each`
    ^[ \n"']{0,3}(hi|hello|hey|good (morning|evening|afternoon|night)|thanks?|thank you|bye|goodbye|ok|okay|yes|no|sure|yeah|nope|please|great|lol)( there| you| so much| again| please| claude| chatgpt| assistant)?[ !.,?\n]
    \b(how (are|is) (you|things|everything|it going)|how's (it going|everything)|nice to (meet|speak|talk)|nice (talking|speaking|chatting)|good (talking|chatting) (to|with)|what's up|how was your day|let's (chat|talk|play)|talk to me|i('m| am) (feeling|bored|lonely|sad|tired|so happy)|tell me about yourself|(what('s| is)|tell me|may i know|know) your name|your name|call you|who are you|are you (a |an )?(human|real|robot|ai|bot|person|live)|my name is|have a (nice|good|great) (day|one|night|evening)|see ya|peace out|i appreciate|thanks (for|so)|say (hi|hello|goodbye)|good day)\b
    \b(act as|role-?play|pretend (to be|you are|that you)|play the role|i want you to be|you will be my|you are my|stay in character|in character)\b
    \b(i want|i need|i would like|i'd like|i'm looking|i am looking|i was looking|i wanna|can you help|could you help|help me|please help)( you)? (to|for|a|an|me|with|find)\b
    [你您]好|[谢謝]{2}|早上好|晚安|早安|再[见見]|聊[聊天]|最近怎[么麼]|心情|我(很|好|觉得|覺得|感[觉覺]|想[要找])|扮演|充[当當]|你是[谁誰]|你叫什
    こんにちは|おはよう|ありがとう|こんばんは|さようなら|元気ですか|話しましょう|あなたは誰|役を演じ|なりきって
    안녕|고마워|감사합니다|반가워|잘 지내|이야기하자|너는 누구|역할을 (해|맡)
    \b(hola|buenas (tardes|noches)|gracias)
    \b(hola|buenos días|buenas (tardes|noches)|gracias|cómo estás|qué tal|adiós|actúa como|quiero que actúes)
    \b(bonjour|salut|bonsoir|merci|comment vas|au revoir|agis comme)
    \b(bonjour|salut|bonsoir|merci|ça va|comment vas|au revoir|agis comme|joue le rôle)
    \b(hallo|guten (morgen|tag|abend)|danke|wie geht|spiel(e)? die rolle|verhalte dich wie)
    \b(hallo|guten (morgen|tag|abend)|danke|wie geht|tschüss|spiel(e)? die rolle|verhalte dich wie)
    (привет|здравствуй|добр(ый|ое|ого) (день|утро|вечер|дня)|спасибо|как дела|пока[!.]|веди себя как|представь,? что ты|действуй как|сыграй роль)
    مرحبا|السلام عليكم|شكرا|صباح الخير|مساء الخير|كيف حالك|مع السلامة|تصرف ك|العب دور
  `,
  // Tables and numbers in bulk: a target of its own in published campaigns.
  'data-analysis': each`
    \b(data analy(sis|st|tics|ses)|analy[sz]e (the|this|these|my)( [a-z-]+){0,2} (data|data ?set|table|csv|spreadsheet|results|figures|numbers|sales|logs)|data ?frame|pandas|csv|spreadsheet|excel|google sheets|pivot table|vlookup|(bar|pie|line|scatter) (chart|plot|graph)|histogram|box ?plot|scatter ?plot|data visuali[sz]ation|tableau|power ?bi|matplotlib|seaborn|linear regression|logistic regression|correlation|p-value|hypothesis test|confidence interval|anova|outliers?|time series|k-?means|cluster analysis|dashboard|kpis?|forecast (the|sales|demand)|trend analysis)\b
    [数數][据據](分析|可[视視]化|清洗|透[视視])|[统統][计計]分析|[图圖]表|柱[状狀][图圖]|折[线線][图圖]|散[点點][图圖]|回[归歸]分析|相[关關]性|表格|[电電]子表格|趋势|趨勢|[异異]常值
    データ分析|データ(の)?可視化|グラフを|表計算|回帰分析|相関|エクセル|スプレッドシート
    데이터 ?분석|데이터 ?시각화|그래프를|회귀 ?분석|상관관계|엑셀|스프레드시트
    \b(analiza los datos)
    \b(análisis de datos|analiza los datos|hoja de cálculo|gráfico de|regresión|correlación|tabla dinámica)
    \b(feuille de calcul|tableur|graphique)
    \b(analyse de données|analyse[rz]? les données|feuille de calcul|tableur|graphique|régression|corrélation|tableau croisé)
    \b(datenanalyse|analysiere die daten|tabellenkalkulation|diagramm|regressionsanalyse|korrelation)
    (анализ данных|проанализируй данные|таблиц[аеуы]|диаграмм|гистограмм|регресси|корреляци|график[аи]? )
    تحليل البيانات|حلل البيانات|جدول بيانات|رسم بياني|انحدار خطي|ارتباط
  `,
  // Driving a screen or browser: named as a target in published campaigns.
  'computer-use': each`
    \b(screen ?shots?|click(ing)? (on|at|the)|left[_ -]click|right[_ -]click|double[_ -]click|mouse (cursor|pointer|position|move)|mouse_move|cursor position|key ?press|keyboard shortcut|scroll (up|down|to|the page)|accessibility tree|dom (tree|element|snapshot)|ui elements?|gui (agent|automation|task)|browser (automation|agent|tool|use)|headless browser|selenium|playwright|puppeteer|web ?driver|pyautogui|css selector|xpath|navigate to (the )?(url|page|website|http)|fill (in|out) the (form|field)|open the (browser|app|application|start menu)|current (url|tab)|computer[- ]use|rpa|desktop environment)\b
    截[图圖屏]|屏幕|螢幕|[点點][击擊]|[鼠滑][标標]|[浏瀏][览覽]器|自[动動]化操作|[网網][页頁]元素|[键鍵][盘盤]|坐[标標]
    スクリーンショット|クリックし|マウス|ブラウザ(を|の自動|操作)|画面(を|上|操作)
    스크린샷|클릭(해|하)|마우스|브라우저(를|에서| 자동)|화면(을|에)
    \b(captura de pantalla|haz clic|hacer clic|navegador|pantalla actual)
    \b(captura de pantalla|haz clic|hacer clic|ratón|navegador|pantalla actual)
    \b(clique[rz]? sur|souris|navigateur)
    \b(capture d.écran|clique[rz]? sur|souris|navigateur|écran actuel)
    \b(bildschirmfoto|klicke?n? (auf|sie)|mauszeiger|im browser|bildschirminhalt)
    (скриншот|снимок экрана|нажми на|кликни|курсор|браузер|щёлкни|щелкни)
    لقطة شاشة|انقر|الفأرة|المتصفح|المؤشر
  `,
}

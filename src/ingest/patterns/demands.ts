/** How the form of the answer is prescribed. A pipeline fixes it; a person at a keyboard seldom does. */
import type { Demand } from '../../model/sketch.ts'
import { each } from './each.ts'

export const demandPatterns: Record<Demand, readonly string[]> = {
  json: each`
    \b(in|as|into|valid|a|strict|return|output|produce|respond (in|with)|raw|following) (valid |strict |raw |a |an |the )?json\b
    \bjson[ -]?(object|format|array|schema|string|output|response|only|lines|structure|list|mode)\b
    \bjsonl\b
    (json|ｊｓｏｎ) ?(格式|[对對]象|[数數][组組]|形式|で|オブジェクト|配列|형식|으로|객체)
    (formato|objeto|en|format|objet|im|als|au) json
    (formato|objeto|en|format|objet|im|als|au|формат[ае]?|в|объект|بصيغة|بتنسيق|كائن) json
  `,
  xml: each`
    \b(in|as|valid|using|with|inside|within|use|return|output) (valid |the following |these |an? |the )?xml\b
    \bxml[ -]?(tags?|format|elements?|document|output|structure|response)\b
    <[a-z_]+>(</[a-z_]+>)?["\x60]? tags?\b
    \b(inside|within|between|in) <[a-z_]+> ?(and|\.\.\.)
    \b(inside|within|between|in) <[a-z_]+> ?(and|\.\.\.|…)
    <(answer|output|result|response|thinking|solution|summary|final_answer|analysis)>( ?tags?|[^<]*</)
    xml ?(格式|[标標][签籤]|形式|タグ|형식|태그)|(放在|包[裹含]?在|置于|置於|[写寫]在)[^。]*<[a-z_]{2,20}>
    (formato|etiquetas|balises|format|xml-tags) xml
    (formato|etiquetas|balises|format|xml-tags|формат[ае]?|тег[аи]|بصيغة|بتنسيق|وسوم) xml
  `,
  // A parser is waiting: fixed separators, markers and end tokens.
  'fixed-delimiter': each`
    \b(separated? (by|with|using)|delimited (by|with)|delimiter|separator|comma[- ]separated|tab[- ]separated|pipe[- ]separated|csv format|in csv|one (item|entry|per|result|word|name|sentence|question|answer) per line|per line|each on (a|its own) (new |separate )?line|on (a|its own) (new|separate) line)\b
    \b(end|start|begin|finish|conclude|terminate|prefix)( (it|your|the|each|every))?( [a-z]+){0,2} (with|by|using)( the)?( exact)?( [a-z]+){0,2} ?["'\x60#\[<|]
    \b(final answer|the answer is|answer|verdict|score|rating|label):? ?(\[|<|"|\\boxed|\x60)
    \\boxed
    \[\[[a-z0-9 ]{1,12}\]\]
    \b(use|follow|in|using|stick to|adhere to|with) (exactly )?(the|this|these) (exact |following |specified |given )*(output |response |answer )?(format|template|structure|schema)\b
    \b(output|response|answer|reply) (format|template)\b
    #{3,}[^\n]*#{3,}
    用(逗[号號]|分[号號]|[换換]行|空格|[顿頓][号號]|竖线|豎線)(分|隔|分隔)|分隔符|每行一[个個条條句]|(按照|按|以|依照|使用)(以下|如下|下列|下面|[这這][个個种種])的?格式|[输輸]出格式|格式如下|回答格式
    区切り|カンマで|(次の|以下の)(形式|フォーマット)|出力形式|一行に一つ|1行に1
    구분(하여|해|자)|쉼표로|(다음|아래)(의)? ?(형식|양식)|출력 형식|한 줄에 하나
    \b(separad[oa]s? por|delimitad|(siguiente|este) formato|formato de salida)
    \b(separad[oa]s? por|delimitad|uno por línea|(siguiente|este) formato|formato de salida)
    \b(un par ligne|(format) suivant|format de sortie)
    \b(séparée?s? par|délimit|un par ligne|(format|modèle) suivant|format de sortie)
    \b(getrennt durch|durch komma|kommagetrennt|trennzeichen|eins? pro zeile|(folgende[ns]?|diese[ms]) format|ausgabeformat)
    (через запятую|разделител|разделённ|разделенн|по одному на строк|(следующем|таком|этом) формате|формат (вывода|ответа))
    مفصولة ب|فاصل|بالتنسيق التالي|بالشكل التالي|تنسيق (الإخراج|الإجابة)|في كل سطر
  `,
  'only-output': each`
    \b(only|just|simply|solely|exclusively) (output|respond|reply|return|answer|provide|give|print|write|produce|send|say|show|include|the (answer|result|translation|output|json|label|category|number|code|letter|name|word|final|corrected|response|text|summary|score))\b
    \b(output|respond|reply|return|answer|provide|give|print|write|produce)( me| us| back)?( with)? (only|just|nothing but|solely|exclusively)\b
    \b(nothing else|nothing more|no (other|additional|extra|further) (text|words|output|explanations?|comment(s|ary)?|information)|no (explanations?|preamble|commentary|prose|introduction|markdown))\b
    \b(do not|don't|dont|never|without|avoid)( [a-z]+){0,2} (explain(ing)?|explanations?|preamble|commentary|additional text|extra text|any other text|introduction or|introductory)\b
    只(需要?|能|要|用|[输輸]出|回[复覆答]|返回|[给給]出|提供|回應|回应)|[仅僅](需|[输輸]出|返回|回答|回[复覆]|提供|[给給]出)|(不要|[无無]需|不用|不需要?|[别別])[^。]*(解[释釋]|[说說]明|多[余餘]|其他|任何|[额額]外)|直接([输輸]出|回答|返回|[给給]出)
    のみ(を)?(出力|回答|返|答え|記載)|だけ(を)?(出力|答え|返|回答)|説明(は|を)?(不要|しない|せず|なし)|以外(は|を|の)[^。]*(出力|書か|含め)
    만 (출력|답변|대답|반환|답|제공|작성|적)|설명(은|을|도)? ?(없이|하지|필요|생략|빼)|다른 (말|내용|텍스트)
    \b(solo|solamente) (responde|devuelve|escribe|la respuesta|da|el|la|con|muestra)|(responde|devuelve|contesta|muestra|escribe)[a-z]{0,3} (solo|solamente)|sin (explicaci|comentarios|texto adicional)
    \b(solo|solamente|únicamente) (responde|devuelve|escribe|la respuesta|da|el|la|con|muestra)|(responde|devuelve|contesta|muestra|escribe)[a-z]{0,3} (solo|solamente|únicamente)|sin (explicaci|añadir|ningún|comentarios|texto adicional)|nada más\b
    (renvoie|donne|retourne|affiche)[a-z-]{0,6} (uniquement|seulement|juste|que )|\b(uniquement|seulement) (le |la |par|avec)|sans (explication|commentaire|aucun|texte|rien ajouter)|rien d.autre
    (réponds|répondez|renvoie|donne|retourne|écris|affiche)[a-z-]{0,6} (uniquement|seulement|juste|que )|\b(uniquement|seulement) (la réponse|le |la |par|avec)|sans (explication|commentaire|aucun|texte|rien ajouter)|rien d.autre
    \b(antworte|gib|schreibe|liefere|zeige)( mir| bitte)? (nur|lediglich)|\bnur (die antwort|das ergebnis|mit|den|ausgeben)|ohne (kommentar|weitere)|nichts (anderes|weiter)
    \b(antworte|gib|schreibe|liefere|zeige)( mir| bitte)? (nur|ausschließlich|lediglich)|\bnur (die antwort|das ergebnis|mit|den|ausgeben)|ohne (erklärung|kommentar|erläuterung|weitere|zusätz)|nichts (anderes|weiter)|keine erklärung
    (только|лишь) (ответ|результат|перевод|код|числ|слов|одн|сам)|(ответь|выведи|верни|напиши|отвечай|дай)[а-я]{0,2} (только|лишь)|без (объяснени|пояснени|комментари|лишн)|ничего (больше|кроме|лишнего)|не (объясняй|поясняй|добавляй)
    فقط|بدون (شرح|تفسير|أي|مقدمة)|دون (شرح|تفسير|أي|مقدمات)|لا تشرح|لا تضف
  `,
  'numbered-list': each`
    \b(numbered|ordered|bulleted|bullet[- ]point(ed)?) (list|format|steps|points|items)\b
    \b(as|in|use|using|with) (a )?(numbered|bulleted|bullet|ordered) (list|points?|form)
    \bbullet points\b
    \b(list of|list|give( me)?|provide|name|write|suggest|generate|top|identify|create) ([0-9]+|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty) (of |[a-z])
    \blist of [0-9]+\b
    \bnumber (each|the|your|them)\b
    列出[^。]*([0-9]+|[一二三四五六七八九十两兩几幾])[个個条條种種点點项項]|(提供|[给給]出|[写寫]出|想出|[举舉]出)[^。]*([0-9]+|[二三四五六七八九十两兩])[个個条條种種点點项項]|[编編][号號](列表|列出|[输輸]出)|列表(形式|的形式|格式|呈[现現])|分[点點条條](列|[说說]|回答|[阐闡])|[逐]?[条條][点點]列
    箇条書き|番号付き|リスト形式|([0-9]+|[二三四五六七八九十])(つ|個|点)(挙げ|列挙|提案)
    번호(를|가)? ?(매|붙|있)|글머리|목록(으로| 형식)|([0-9]+|세|네|다섯|열) ?(가지|개)(를|의|만)? 
    \blista (numerada|de [0-9])|(enumera|dame|menciona|nombra) (los |las )?([0-9]+|dos|tres|cuatro|cinco|diez)
    \blista (numerada|de [0-9]|con viñetas)|viñetas|(enumera|dame|menciona|nombra) (los |las )?([0-9]+|dos|tres|cuatro|cinco|diez)
    \bliste (numérotée|à puces|de [0-9])|(cite|donne|énumère|nomme)[a-z-]{0,5} ([0-9]+|deux|trois|quatre|cinq|dix)
    \b(cite|donne|nomme)[a-z-]{0,5} ([0-9]+|deux|trois|quatre|cinq|dix) 
    \b(nummerierte|stichpunkt|liste (mit|von) [0-9])|(nenne|liste|gib)( mir)? ([0-9]+|zwei|drei|vier|zehn)
    \b(nummerierte|aufzählung|stichpunkt|liste (mit|von) [0-9])|(nenne|liste|gib)( mir)? ([0-9]+|zwei|drei|vier|fünf|zehn)
    (нумерованн|маркированн|пронумеруй|списком|список из [0-9])|(назови|перечисли|приведи|дай) ([0-9]+|два|три|четыре|пять|десять)
    قائمة (مرقمة|نقطية|من)|مرقم|نقاط|اذكر ([0-9]+|ثلاث|خمس|أربع|عشر)
  `,
  'code-only': each`
    \b(only|just|solely) (the |return |output |provide |write |give |show |respond with |reply with )?(the )?([a-z+#]+ )?(source )?code\b
    \bcode only\b|\b(return|respond|reply|output|answer|provide)( me)?( with)? (only|just|nothing but) (the |a |one )?([a-z+#]+ )?(code|sql|function|script|diff|patch|query)
    \b(inside|in) (one|a single|exactly one) (unique )?(code|bash|python) block
    \b(exactly|only) one (code|bash|python|shell) (code )?block
    \bno (comments|explanations?)[^.]*(only|just) (the )?code|\b(just|only) the (diff|patch|sql|query|function body)
    (只|[仅僅]|直接)(需要?|要)?([输輸]出|返回|[给給]出|提供|[写寫])[^。]*(代[码碼]|程式碼)|(代[码碼]|程式碼)(即可|就行)
    コードのみ|コードだけ
    코드만
    \b(uniquement|seulement|que) (le |du )?code|nur (den |der )?(code|quellcode)
    solo (el |con )?código|únicamente (el )?código|\b(uniquement|seulement|que) (le |du )?code|nur (den |der )?(code|quellcode)|только код|الكود فقط|فقط الكود
  `,
  length: each`
    \b(in|within|under|about|around|approximately|roughly|exactly|at least|at most|up to|maximum( of)?|minimum( of)?|max|min|no more than|not more than|less than|fewer than|more than|over|limit(ed)? (it |your [a-z]+ )?to|between [0-9]+ (and|to)|[0-9]+ ?-|a|an) ?([0-9]+|one|two|three|four|five|ten|fifty|hundred|a single|a few)( |-)(or (fewer|less) )?(words?|sentences?|paragraphs?|characters|lines?|tokens|pages?)\b
    \b[0-9]+[ -](words?|sentences?|paragraphs?|characters?|tokens?|pages?)\b
    \b(word|character|length) (limit|count)\b
    \b(one|two|three|single)[- ](sentence|paragraph|word|line)\b
    \b(be (brief|concise|succinct)|keep it (short|brief|concise)|briefly)\b
    ([0-9]+|[一二三四五六七八九十百千两兩]{1,4}) ?(多|[个個])?字(以[内內上下]|左右|的|之[内內]|[内內])?|字[数數](不|[控限要在大]|[为為])|(一|[两兩]|三|[0-9]{1,2})(句[话話]|[个個]?段落?|[个個]句子)|(不[超少多][过過于於]|至少|最多|不得少)[^。]*([0-9]+|[一二三四五六七八九十百])[^。]*(字|[词詞]|句|[单單])|[简簡][短洁潔]
    [0-9]+(文字|字|語)(以内|以上|程度|で)|(一|1|二|2|三|3)文で|簡潔に|短く
    [0-9]+ ?(자|단어|글자|문장)( |이)?(이내|이하|이상|내외|로|정도)|한 (문장|단락|줄)으?로|간결하게|간단히
    \b(en|menos de|al menos|unas|hasta) ([0-9]+|una|dos|tres) (palabras|frases?|oraci(ones)|caracteres)|brevemente|de forma concisa
    \b(en|máximo( de)?|menos de|al menos|como máximo|más de|unas|hasta) ([0-9]+|una|dos|tres) (palabras|frases?|oraci(ón|ones)|párrafos?|caracteres|líneas?)|brevemente|de forma concisa
    \b(en|maximum( de)?|moins de|au moins|au plus|plus de|environ) ([0-9]+|une|deux|trois) (mots|phrases?|paragraphes?|lignes?)
    \b(en|maximum( de)?|moins de|au moins|au plus|plus de|environ) ([0-9]+|une|deux|trois) (mots|phrases?|paragraphes?|caractères|lignes?)|brièvement|de façon concise
    \b(in|maximal|mindestens|weniger als|mehr als|etwa) ([0-9]+|einem|zwei|drei) (worten|satz|absatz|zeichen|zeilen)|fasse dich kurz|kurz und knapp
    \b(in|maximal|höchstens|mindestens|weniger als|mehr als|etwa|ungefähr) ([0-9]+|einem|zwei|drei) (wörtern?|worten|sätze[n]?|satz|absatz|absätzen|zeichen|zeilen)|fasse dich kurz|kurz und knapp
    (в|не более|не менее|до|около|минимум|максимум|из) ([0-9]+|одном|двух|трёх|трех) (слов|предложени|абзац|символ|знак|строк)|кратко|вкратце
    (في|لا (تزيد|يزيد) عن|أقل من|على الأقل|حوالي|بحدود) ([0-9]+|جملة|فقرة) ?(كلمة|جملة|جمل|حرف|سطر|واحدة)?|باختصار|بإيجاز
  `,
}

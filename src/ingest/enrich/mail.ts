/** What kind of mail a domain gives: throw-away, free for anybody, or unknown. */
import { disposableEmailBlocklist } from 'disposable-email-domains-js'

export type MailKind = 'disposable' | 'free'

/** Raised with every change of the list below. */
export const freeMailVersion = 1

/** Providers where anybody gets an address for nothing: millions of honest people, so no suspicion by itself. */
const freeMail = `
gmail.com googlemail.com outlook.com outlook.de outlook.fr outlook.es outlook.it outlook.jp outlook.com.br
outlook.kr outlook.sa outlook.in hotmail.com hotmail.co.uk hotmail.fr hotmail.de hotmail.es hotmail.it hotmail.com.br
hotmail.co.jp live.com live.co.uk live.fr live.de live.nl live.it live.cn live.jp msn.com windowslive.com passport.com
yahoo.com yahoo.co.uk yahoo.co.jp yahoo.co.in yahoo.in yahoo.fr yahoo.de yahoo.it yahoo.es yahoo.com.br yahoo.com.ar
yahoo.com.mx yahoo.com.au yahoo.ca yahoo.com.cn yahoo.com.hk yahoo.com.tw yahoo.com.sg yahoo.com.vn yahoo.com.ph
yahoo.co.id yahoo.co.kr ymail.com rocketmail.com myyahoo.com aol.com aim.com icloud.com me.com mac.com
privaterelay.appleid.com proton.me protonmail.com protonmail.ch pm.me tuta.com tuta.io tutanota.com tutanota.de
tutamail.com keemail.me gmx.com gmx.de gmx.net gmx.at gmx.ch gmx.us gmx.co.uk gmx.fr web.de freenet.de t-online.de
arcor.de mail.de posteo.de posteo.net mailbox.org zoho.com zohomail.com zohomail.eu zohomail.in fastmail.com
fastmail.fm hey.com hushmail.com mail.com email.com usa.com europe.com post.com consultant.com engineer.com
techie.com writeme.com iname.com inbox.com inbox.lv inbox.ru mail.ru bk.ru list.ru internet.ru xmail.ru vk.com
yandex.ru yandex.com yandex.by yandex.kz yandex.ua ya.ru rambler.ru lenta.ru autorambler.ru myrambler.ru ro.ru
ukr.net i.ua meta.ua bigmir.net seznam.cz email.cz post.cz centrum.cz volny.cz atlas.cz azet.sk centrum.sk zoznam.sk
wp.pl o2.pl onet.pl onet.eu op.pl poczta.onet.pl interia.pl interia.eu gazeta.pl vp.pl tlen.pl freemail.hu citromail.hu
abv.bg mail.bg dir.bg libero.it virgilio.it tiscali.it alice.it tin.it email.it orange.fr wanadoo.fr free.fr
laposte.net sfr.fr bbox.fr neuf.fr numericable.fr terra.com.br uol.com.br bol.com.br ig.com.br globo.com r7.com
terra.es telefonica.net qq.com vip.qq.com foxmail.com 163.com vip.163.com 126.com yeah.net 188.com sina.com sina.cn
vip.sina.com sohu.com tom.com 21cn.com 139.com 189.cn wo.cn aliyun.com naver.com hanmail.net daum.net kakao.com nate.com
docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp nifty.com excite.co.jp goo.jp biglobe.ne.jp rediffmail.com
sify.com indiatimes.com comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net
juno.com netzero.net optonline.net frontier.com btinternet.com sky.com talktalk.net virginmedia.com ntlworld.com
blueyonder.co.uk rogers.com shaw.ca sympatico.ca telus.net videotron.ca bigpond.com optusnet.com.au telstra.com
xtra.co.nz ziggo.nl kpnmail.nl planet.nl hetnet.nl home.nl telenet.be skynet.be bluewin.ch hispeed.ch online.no
telia.com spray.se mail.dk walla.co.il walla.com disroot.org riseup.net mailfence.com runbox.com startmail.com
duck.com simplelogin.com mozmail.com cock.li mynet.com`

export function* mailDomains(): Generator<{ domain: string; kind: MailKind }> {
  const free = new Set(freeMail.trim().split(/\s+/))
  for (const domain of free) yield { domain, kind: 'free' }
  // The block list names some real providers now and then: a free provider of ours is never called disposable.
  for (const domain of disposableEmailBlocklist())
    if (!free.has(domain)) yield { domain: domain.toLowerCase(), kind: 'disposable' }
}

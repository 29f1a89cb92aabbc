import type { Faker } from '@faker-js/faker'

import { toLatin } from './latin'

/** A word as it is written, and in the Latin letters of an e-mail address. */
export interface Word {
  text: string
  latin: string
}

export type Sex = 'female' | 'male'

/** The names of one country, from which people are put together. */
export interface Names {
  given: Readonly<Record<Sex, readonly Word[]>>
  family: Readonly<Record<Sex, readonly Word[]>>
}

/** How many different names of a kind are drawn from a locale at the start. */
const poolSize = 240

interface DrawnNamesOptions {
  /** Writes ä, ö and ü as ae, oe and ue in addresses. */
  german?: boolean
  /** The form of a family name that a woman bears, where the locale has only one. */
  feminine?: (family: string) => string
}

/** Names drawn from a locale of faker; the same seed gives the same ones. */
export function drawnNames(faker: Faker, options: DrawnNamesOptions = {}): (seed: number) => Names {
  const { german = false, feminine = (family: string) => family } = options
  return (seed) => {
    faker.seed(seed)
    const words = (draw: () => string): Word[] =>
      [...new Set(Array.from({ length: poolSize }, draw))]
        .map((text) => ({ text, latin: toLatin(text, german) }))
        .filter((word) => word.latin.length > 1)
    return {
      given: {
        female: words(() => faker.person.firstName('female')),
        male: words(() => faker.person.firstName('male')),
      },
      family: {
        female: words(() => feminine(faker.person.lastName('female'))),
        male: words(() => faker.person.lastName('male')),
      },
    }
  }
}

/** Names written down as `text:latin`, for scripts whose reading no table of letters gives. */
function listedNames(lists: { female: string; male: string; family: string }): () => Names {
  const family = wordsOf(lists.family)
  const given = { female: wordsOf(lists.female), male: wordsOf(lists.male) }
  return () => ({ given, family: { female: family, male: family } })
}

function wordsOf(list: string): Word[] {
  return list.split(/\s+/).map((entry) => {
    const [text = '', latin = ''] = entry.split(':')
    return { text: text.replaceAll('_', ' '), latin }
  })
}

export const japaneseNames = listedNames({
  female:
    '陽子:yoko 恵子:keiko 由美:yumi 直美:naomi 明美:akemi 真由美:mayumi 美咲:misaki 葵:aoi 結衣:yui 千尋:chihiro さくら:sakura 香織:kaori 裕子:yuko 智子:tomoko 麻衣:mai 彩:aya 舞:mai 美穂:miho 優子:yuko 遥:haruka',
  male: '太郎:taro 健一:kenichi 浩:hiroshi 誠:makoto 大輔:daisuke 翔太:shota 拓也:takuya 直樹:naoki 和也:kazuya 剛:tsuyoshi 隆:takashi 学:manabu 亮:ryo 蓮:ren 陽翔:haruto 悠斗:yuto 哲也:tetsuya 一郎:ichiro 健太:kenta 修:osamu',
  family:
    '佐藤:sato 鈴木:suzuki 高橋:takahashi 田中:tanaka 渡辺:watanabe 伊藤:ito 山本:yamamoto 中村:nakamura 小林:kobayashi 加藤:kato 吉田:yoshida 山田:yamada 佐々木:sasaki 山口:yamaguchi 松本:matsumoto 井上:inoue 木村:kimura 林:hayashi 清水:shimizu 斎藤:saito 森:mori 池田:ikeda 橋本:hashimoto 石川:ishikawa 前田:maeda 藤田:fujita 小川:ogawa 岡田:okada 長谷川:hasegawa 星野:hoshino',
})

export const chineseNames = listedNames({
  female:
    '芳:fang 娜:na 敏:min 静:jing 丽:li 艳:yan 雪梅:xuemei 婷婷:tingting 秀英:xiuying 晓燕:xiaoyan 欣怡:xinyi 梓涵:zihan 佳琪:jiaqi 思雨:siyu 玉兰:yulan 海燕:haiyan 慧:hui 雅文:yawen 琳:lin 梦琪:mengqi',
  male: '伟:wei 强:qiang 磊:lei 军:jun 洋:yang 勇:yong 杰:jie 涛:tao 明:ming 超:chao 浩然:haoran 子轩:zixuan 宇航:yuhang 建国:jianguo 志强:zhiqiang 文博:wenbo 俊杰:junjie 天宇:tianyu 国栋:guodong 鹏:peng',
  family:
    '王:wang 李:li 张:zhang 刘:liu 陈:chen 杨:yang 赵:zhao 黄:huang 周:zhou 吴:wu 徐:xu 孙:sun 胡:hu 朱:zhu 高:gao 林:lin 何:he 郭:guo 马:ma 罗:luo 梁:liang 宋:song 郑:zheng 谢:xie 韩:han 唐:tang 冯:feng 董:dong 萧:xiao 欧阳:ouyang',
})

export const arabicNames = listedNames({
  female:
    'فاطمة:fatima عائشة:aisha مريم:mariam نور:noor ليلى:layla سارة:sara هدى:huda زينب:zainab أمل:amal رانيا:rania دانة:dana ريم:reem سلمى:salma هند:hind ياسمين:yasmin لمى:lama منى:mona جميلة:jamila',
  male: 'محمد:mohammed أحمد:ahmed علي:ali عمر:omar يوسف:yousef خالد:khalid سعيد:saeed حسن:hassan إبراهيم:ibrahim عبد_الله:abdullah طارق:tariq كريم:karim ماجد:majid فيصل:faisal سلطان:sultan زايد:zayed رشيد:rashid بدر:badr',
  family:
    'الفارسي:alfarsi المنصوري:almansoori الهاشمي:alhashimi النجار:alnajjar الخطيب:alkhatib العتيبي:alotaibi القحطاني:alqahtani الشمري:alshammari الزهراني:alzahrani الغامدي:alghamdi الحربي:alharbi الكعبي:alkaabi البلوشي:albalushi السويدي:alsuwaidi المزروعي:almazrouei الدوسري:aldosari حداد:haddad منصور:mansour سالم:salem درويش:darwish',
})

import { faker as indian } from '@faker-js/faker/locale/en_IN'
import { faker as korean } from '@faker-js/faker/locale/ko'
import { faker as turkish } from '@faker-js/faker/locale/tr'
import { faker as vietnamese } from '@faker-js/faker/locale/vi'

import { arabicNames, chineseNames, drawnNames, japaneseNames } from '../names'
import { englishTitles } from './america'
import type { Country } from './country'

const japan: Country = {
  weight: 3,
  names: japaneseNames,
  fullName: 'family given',
  location: '{city}',
  places: [
    '東京都港区:+8135550####',
    '東京都渋谷区:+8135551####',
    '大阪市:+8165550####',
    '名古屋市:+81525550###',
    '福岡市:+81925550###',
    '札幌市:+81115550###',
    '横浜市:+81455550###',
  ],
  companies: [
    '{last}精機株式会社|{last}-seiki',
    '株式会社{last}製作所|{last}-works',
    '{last}商事株式会社|{last}-shoji',
    '{last}電機株式会社|{last}-denki',
    '{last}建設株式会社|{last}-kensetsu',
    '株式会社{last}システム|{last}-systems',
    '{last}食品工業|{last}-foods',
  ],
  titles: ['購買部長', '営業部長', '代表取締役', '課長', '営業担当', '主任', '取締役'],
  offsetMinutes: 540,
}

const china: Country = {
  weight: 3,
  names: chineseNames,
  fullName: 'familygiven',
  location: '{city}',
  places: [
    '上海:+86215555####',
    '北京:+86105555####',
    '广州:+86205555####',
    '深圳:+867555550####',
    '杭州:+865715550####',
    '成都:+86285555####',
  ],
  companies: [
    '{last}氏电子有限公司|{last}-dianzi',
    '{last}{other}科技有限公司|{last}{other}-keji',
    '{last}华贸易有限公司|{last}hua-trading',
    '{last}{other}机械制造厂|{last}{other}-machinery',
    '{last}记食品|{last}ji-foods',
  ],
  titles: ['销售总监', '采购经理', '总经理', '工程师', '市场主管', '财务经理'],
  offsetMinutes: 480,
}

const korea: Country = {
  weight: 2,
  names: drawnNames(korean),
  fullName: 'familygiven',
  location: '{city}',
  places: [
    '서울:+8225550####',
    '부산:+82515550####',
    '인천:+82325550####',
    '대구:+82535550####',
    '대전:+82425550####',
  ],
  companies: [
    '{last}{other}소프트웨어|{last}{other}-software',
    '주식회사 {last}{other}전자|{last}{other}-electronics',
    '{last}{other}물류|{last}{other}-logistics',
    '{last}{other}바이오|{last}{other}-bio',
  ],
  titles: ['영업 이사', '구매 팀장', '대표이사', '마케팅 매니저', '과장', '연구원'],
  offsetMinutes: 540,
}

const india: Country = {
  weight: 4,
  names: drawnNames(indian),
  fullName: 'given family',
  location: '{city}, India',
  places: [
    'Bengaluru:+91805555####',
    'Mumbai:+91225555####',
    'New Delhi:+91115555####',
    'Chennai:+91445555####',
    'Hyderabad:+91405555####',
    'Kolkata:+91335555####',
    'Pune:+91205555####',
  ],
  companies: [
    '{last} Tools Pvt. Ltd.|{last}-tools',
    '{last} & Sons Textiles|{last}-textiles',
    '{last} Infotech|{last}-infotech',
    '{last} Pharma|{last}-pharma',
    'Shree {last} Steel|shree-{last}-steel',
  ],
  titles: englishTitles,
  offsetMinutes: 330,
}

const emirates: Country = {
  weight: 2,
  names: arabicNames,
  fullName: 'given family',
  location: '{city}',
  places: [
    'دبي:+9714555####',
    'أبوظبي:+9712555####',
    'الشارقة:+9716555####',
    'العين:+9713555####',
    'رأس الخيمة:+9717555####',
  ],
  companies: [
    'شركة {last} للتجارة|{last}-trading',
    'مجموعة {last} القابضة|{last}-holding',
    '{last} وشركاه للمقاولات|{last}-contracting',
    'مؤسسة {last} للنقل|{last}-transport',
    'مستشفى {last}|{last}-hospital',
  ],
  titles: ['مدير المبيعات|مديرة المبيعات', 'المدير العام|المديرة العامة', 'مهندس|مهندسة', 'محاسب|محاسبة'],
  offsetMinutes: 240,
}

const turkey: Country = {
  weight: 2,
  names: drawnNames(turkish),
  fullName: 'given family',
  location: '{city}, Türkiye',
  places: [
    'İstanbul:+90212555####',
    'Kadıköy:+90216555####',
    'Ankara:+90312555####',
    'İzmir:+90232555####',
    'Bursa:+90224555####',
  ],
  companies: [
    '{last} Tekstil A.Ş.|{last}-tekstil',
    '{last} Holding|{last}-holding',
    '{last} İnşaat|{last}-insaat',
    '{last} Gıda San. ve Tic. Ltd. Şti.|{last}-gida',
  ],
  titles: ['Satış müdürü', 'Genel müdür', 'Satın alma uzmanı', 'Pazarlama direktörü', 'Kurucu ortak'],
  offsetMinutes: 180,
}

const vietnam: Country = {
  weight: 2,
  names: drawnNames(vietnamese),
  fullName: 'family given',
  location: '{city}',
  places: [
    'Hồ Chí Minh:+84285555####',
    'Hà Nội:+84245555####',
    'Đà Nẵng:+842365550###',
    'Cần Thơ:+842925550###',
  ],
  companies: [
    'Công ty TNHH {last} {other}|{last}-{other}',
    'Cà phê {last} {other}|caphe-{last}-{other}',
    'Dệt may {last} {other}|detmay-{last}-{other}',
    'Thủy sản {last} {other}|thuysan-{last}-{other}',
  ],
  titles: ['Giám đốc kinh doanh', 'Trưởng phòng mua hàng', 'Nhân viên bán hàng', 'Kế toán trưởng'],
  offsetMinutes: 420,
}

export const asia: readonly Country[] = [japan, china, korea, india, emirates, turkey, vietnam]

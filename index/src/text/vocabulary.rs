//! The language of lending: which words say nothing, which say the same, and what Chinese terms mean.
//!
//! The catalogue's text is English; borrowers also type Chinese. Every Chinese term is looked for as it stands
//! and as the English words beside it.

use super::tokenizer::stem;
use domain::product::{Category, FeatureKind, Purpose};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Words of questions and sentences that name no product. Dropped from queries.
const STOP_WORDS: &str = "a about after all also am an and any anyone are arent as at be because been before \
    being but by can cannot cant could couldnt did didnt do does doesnt doing dont during each else ever for \
    from further had has hasnt have havent having he her here hers him his how however i id if ill im in into \
    is isnt it its itself ive just let lets like may me might mine more most much must my myself no nor not \
    now of off on once only or other our ours out over own per please same shall she should shouldnt so some \
    someone something somewhere still such than that thats the their theirs them then there these they theyre \
    this those through to too under until up upon us very via want wants was wasnt way we well were what whats \
    when where whether which while who whom whose why will with within without wont would wouldnt you your \
    yours";

/// Words that say what the borrower hopes for rather than what the product is. They raise a product that has
/// them, but none is required: the order of results serves them already.
const WISHES: &str = "best better cheap cheaper cheapest compare comparison easy fast find get getting good \
    great low lower lowest need offer quick recommend take top type work";

/// Words that mean the same. A match by another word of the group counts one level less than by the word itself.
const SYNONYMS: &[&[&str]] = &[
    &["mortgage", "homeloan"],
    &["car", "auto", "vehicle", "automobile"],
    &["motorbike", "motorcycle", "bike"],
    &["renovation", "improvement", "refurbishment", "remodel", "reno"],
    &["refinance", "refi", "switch", "remortgage"],
    &["house", "home", "housing", "property"],
    &["holiday", "travel", "vacation"],
    &["student", "education", "study", "university"],
    &["business", "commercial", "sme"],
    &["solar", "green"],
    &["debt", "debts"],
    &["investment", "investor"],
    &["build", "construction", "building"],
    &["shares", "margin", "stock"],
    &["card", "visa", "mastercard"],
    &["frequent", "rewards", "points"],
    &["overdraft", "loc"],
];

/// Chinese terms with the English words they mean: alternatives, each of which is words that belong together.
/// Longer terms are tried first.
const CHINESE: &[(&str, &[&str])] = &[
    ("个人消费贷款", &["personal loan"]),
    ("住房贷款", &["mortgage"]),
    ("房屋贷款", &["mortgage"]),
    ("按揭贷款", &["mortgage"]),
    ("个人贷款", &["personal loan"]),
    ("消费贷款", &["personal loan"]),
    ("商业贷款", &["business loan"]),
    ("企业贷款", &["business loan"]),
    ("汽车贷款", &["car loan"]),
    ("装修贷款", &["renovation"]),
    ("抵押贷款", &["mortgage", "secured loan"]),
    ("固定利率", &["fixed rate", "fixed"]),
    ("浮动利率", &["variable rate", "variable"]),
    ("余额代偿", &["balance transfer"]),
    ("循环贷款", &["line credit"]),
    ("信用贷款", &["unsecured loan", "personal loan"]),
    ("融资融券", &["margin loan"]),
    ("流动资金", &["working capital"]),
    ("提前还款", &["extra repayments"]),
    ("信用卡", &["credit card"]),
    ("消费贷", &["personal loan"]),
    ("个人贷", &["personal loan"]),
    ("经营贷", &["business loan"]),
    ("企业贷", &["business loan"]),
    ("装修贷", &["renovation"]),
    ("抵押贷", &["mortgage", "secured loan"]),
    ("信用贷", &["unsecured loan", "personal loan"]),
    ("无抵押", &["unsecured"]),
    ("投资房", &["investment"]),
    ("助学贷", &["education", "student"]),
    ("留学生", &["student"]),
    ("免年费", &["fee"]),
    ("现金卡", &["cash"]),
    ("摩托车", &["motorbike", "motorcycle"]),
    ("太阳能", &["solar"]),
    ("电动车", &["electric car", "green car"]),
    ("房车", &["caravan"]),
    ("房贷", &["mortgage"]),
    ("按揭", &["mortgage"]),
    ("车贷", &["car loan"]),
    ("购车", &["car"]),
    ("买车", &["car"]),
    ("汽车", &["car"]),
    ("新车", &["new car"]),
    ("二手车", &["used car"]),
    ("买房", &["home purchase", "home loan"]),
    ("购房", &["home purchase", "home loan"]),
    ("首套", &["first home"]),
    ("房子", &["house", "home"]),
    ("住房", &["house", "home"]),
    ("装修", &["renovation", "home improvement"]),
    ("翻新", &["renovation"]),
    ("免息", &["interest free"]),
    ("无息", &["interest free"]),
    ("透支", &["overdraft"]),
    ("租赁", &["lease"]),
    ("贸易", &["trade"]),
    ("再融资", &["refinance"]),
    ("转贷", &["refinance"]),
    ("债务", &["debt"]),
    ("合并", &["consolidation"]),
    ("整合", &["consolidation"]),
    ("旅游", &["travel"]),
    ("旅行", &["travel"]),
    ("结婚", &["wedding"]),
    ("婚礼", &["wedding"]),
    ("医疗", &["medical"]),
    ("教育", &["education"]),
    ("学生", &["student"]),
    ("留学", &["education", "student"]),
    ("绿色", &["green"]),
    ("投资", &["investment"]),
    ("建房", &["construction"]),
    ("设备", &["equipment"]),
    ("积分", &["rewards", "points"]),
    ("返现", &["cashback"]),
    ("固定", &["fixed"]),
    ("浮动", &["variable"]),
    ("抵押", &["secured"]),
    ("担保", &["guarantor", "secured"]),
    ("对冲", &["offset"]),
    ("还款", &["repayment"]),
    ("贷款", &["loan"]),
    ("借款", &["loan"]),
    ("借钱", &["loan"]),
    ("个人", &["personal"]),
    ("商业", &["business"]),
    ("企业", &["business"]),
    ("生意", &["business"]),
    ("银行", &["bank"]),
    ("保险", &["insurance"]),
    ("年费", &["annual fee"]),
    ("额度", &["limit"]),
];

/// Chinese characters and words that name no product.
const CHINESE_STOP_WORDS: &[&str] = &[
    "我",
    "我们",
    "你",
    "您",
    "他",
    "她",
    "的",
    "了",
    "吗",
    "呢",
    "吧",
    "啊",
    "是",
    "有",
    "没有",
    "想",
    "想要",
    "要",
    "需要",
    "用",
    "去",
    "来",
    "在",
    "和",
    "与",
    "或",
    "也",
    "就",
    "都",
    "能",
    "可以",
    "怎么",
    "怎样",
    "如何",
    "哪",
    "哪个",
    "哪家",
    "哪些",
    "什么",
    "多少",
    "一个",
    "一下",
    "一",
    "个",
    "家",
    "请",
    "请问",
    "最",
    "比较",
    "推荐",
    "好",
    "最好",
    "便宜",
    "低",
    "最低",
    "低息",
    "低利率",
    "利率",
    "利息",
    "申请",
    "办",
    "办理",
    "万",
    "元",
    "块",
    "年",
    "给",
    "把",
    "被",
    "对",
    "从",
    "为",
    "为了",
    "做",
    "找",
    "借",
];

/// What a single English word may stand for.
pub(crate) struct English {
    stop: HashMap<&'static str, bool>,
    synonyms: HashMap<String, Vec<String>>,
}

/// The English vocabulary, by word as written (stop words) and by stem (synonyms).
pub(crate) fn english() -> &'static English {
    static ENGLISH: LazyLock<English> = LazyLock::new(|| {
        let mut stop = HashMap::new();
        stop.extend(STOP_WORDS.split_whitespace().map(|word| (word, true)));
        stop.extend(WISHES.split_whitespace().map(|word| (word, false)));
        let mut synonyms: HashMap<String, Vec<String>> = HashMap::new();
        for group in SYNONYMS {
            let stems: Vec<String> = group.iter().map(|word| stem(word)).collect();
            for word in &stems {
                let others = stems.iter().filter(|other| *other != word).cloned();
                let known = synonyms.entry(word.clone()).or_default();
                known.extend(others);
                known.sort();
                known.dedup();
            }
        }
        English { stop, synonyms }
    });
    &ENGLISH
}

impl English {
    /// Whether a word, as written, names no product.
    pub(crate) fn is_stop_word(&self, folded: &str) -> bool {
        self.stop.get(folded) == Some(&true)
    }

    /// Whether a word, as written, says what the borrower hopes for.
    pub(crate) fn is_wish(&self, folded: &str) -> bool {
        self.stop.get(folded) == Some(&false)
    }

    /// The stems of the words that mean the same as the one with this stem.
    pub(crate) fn synonyms(&self, stem: &str) -> &[String] {
        self.synonyms.get(stem).map_or(&[], Vec::as_slice)
    }
}

/// Whether a Chinese word names no product.
pub(crate) fn is_chinese_stop_word(word: &str) -> bool {
    CHINESE_STOP_WORDS.contains(&word)
}

/// The longest known Chinese term that `text` begins with, with what it means.
pub(crate) fn chinese_term(text: &str) -> Option<(&'static str, &'static [&'static str])> {
    CHINESE
        .iter()
        .filter(|(term, _)| text.starts_with(term))
        .max_by_key(|(term, _)| term.len())
        .map(|(term, english)| (*term, *english))
}

/// Chinese terms whose meaning includes all of an English phrase, for completions.
pub(crate) fn chinese_names(english: &str) -> impl Iterator<Item = &'static str> {
    CHINESE.iter().filter(move |(_, meanings)| meanings.first() == Some(&english)).map(|(term, _)| *term)
}

/// The words under which every product of a category is found.
pub(crate) const fn category_words(category: Category) -> &'static str {
    match category {
        Category::PersonalLoan => "personal loan",
        Category::HomeLoan => "home loan mortgage housing",
        Category::BusinessLoan => "business loan commercial",
        Category::CreditCard => "credit card",
        Category::Overdraft => "overdraft line of credit",
        Category::Lease => "lease leasing finance",
        Category::MarginLoan => "margin loan shares investment",
        Category::TradeFinance => "trade finance import export",
    }
}

/// The words under which products for a purpose are found.
pub(crate) const fn purpose_words(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Car => "car auto vehicle",
        Purpose::OtherVehicle => "vehicle motorbike motorcycle boat caravan",
        Purpose::DebtConsolidation => "debt consolidation",
        Purpose::HomeImprovement => "home improvement renovation",
        Purpose::Travel => "travel holiday",
        Purpose::Wedding => "wedding",
        Purpose::Medical => "medical health",
        Purpose::Education => "education student study",
        Purpose::Green => "green solar energy electric",
        Purpose::HomePurchase => "home purchase buy house",
        Purpose::Investment => "investment investor rental property",
        Purpose::Refinance => "refinance refinancing switch",
        Purpose::Construction => "construction building land",
        Purpose::Equipment => "equipment machinery",
        Purpose::WorkingCapital => "working capital cash flow",
        Purpose::Other => "",
    }
}

/// The words under which products with a feature are found.
pub(crate) fn feature_words(feature: FeatureKind) -> String {
    match feature {
        FeatureKind::Other => String::new(),
        FeatureKind::Offset => "offset account".to_owned(),
        FeatureKind::LoyaltyProgram => "loyalty program rewards points".to_owned(),
        FeatureKind::CashbackOffer => "cashback cash back offer".to_owned(),
        named => named.name().replace('_', " ").replace("txns", "transactions"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn synonyms_work_both_ways_and_never_name_the_word_itself() {
        let english = english();
        assert!(english.synonyms(&stem("vehicles")).contains(&stem("car")));
        assert!(english.synonyms(&stem("cars")).contains(&stem("auto")));
        for (word, others) in &english.synonyms {
            assert!(!others.contains(word), "{word}");
        }
    }

    #[test]
    fn the_longest_chinese_term_is_taken() {
        assert_eq!(chinese_term("信用卡推荐").map(|(term, _)| term), Some("信用卡"));
        assert_eq!(chinese_term("个人消费贷款").map(|(term, _)| term), Some("个人消费贷款"));
        assert_eq!(chinese_term("天气").map(|(term, _)| term), None);
    }

    #[test]
    fn no_chinese_term_stands_twice_and_every_meaning_is_a_known_kind_of_word() {
        for (i, (term, english)) in CHINESE.iter().enumerate() {
            assert!(CHINESE.iter().skip(i + 1).all(|(other, _)| other != term), "{term}");
            assert!(!english.is_empty() && english.iter().all(|words| !words.is_empty()), "{term}");
        }
    }
}

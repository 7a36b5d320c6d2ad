namespace MemHelpBot.Answers.Verifying.Sentences;

/// <summary>
/// Which words of a language turn or limit what is said, and which only join. Every other word carries meaning. Words that tell who does what to whom
/// (by, from, to, of; was; przez, się; 被, 从, 的) never only join: with them "the kernel killed java" would become "the kernel was killed by java".
/// </summary>
internal sealed class WordClasses
{
    private static readonly WordClasses English = new(
        turns:
        [
            "not", "no", "none", "never", "nothing", "neither", "nor", "without", "cannot", "nobody", "nowhere", "hardly", "barely",
            "may", "might", "can", "could", "would", "should", "must", "shall", "will", "possible", "possibly", "probable", "probably", "likely", "unlikely", "impossible", "perhaps", "maybe",
            "if", "unless", "until", "when", "whenever", "whether", "once", "only", "just", "even", "almost", "nearly", "about", "around", "exactly", "at-least",
            "all", "every", "each", "some", "any", "most", "many", "few", "several", "or", "either", "instead", "rather", "except", "though", "although", "however", "despite",
            "more", "less", "fewer", "greater", "larger", "smaller", "higher", "lower", "above", "below", "over", "under", "beyond", "than", "least", "enough", "too", "up", "down",
            "before", "after", "then", "first", "last", "later", "earlier", "still", "already", "yet", "again", "always", "often", "sometimes", "now", "since", "during",
            "because", "therefore", "hence", "thus", "so", "due", "why", "leads", "led", "results",
            "out", "off", "against", "right", "wrong", "true", "false", "certain", "sure", "unable", "itself", "alone",
        ],
        turnStems:
        [
            "fail", "refus", "lack", "miss", "exclud", "prevent", "den", "stop", "avoid", "contradict", "exceed", "reach", "confirm", "prov", "rul", "caus", "trigger", "increas", "decreas",
            "grow", "grew", "shrink", "enabl", "disabl", "unus", "unaccount", "insuffic", "sufficien", "exhaust",
        ],
        articles: ["a", "an", "the", "this", "these", "those"],
        joints: ["there", "here", "and", "but", "while", "whereas", "also", "moreover", "furthermore", "besides", "meanwhile", "additionally"]);

    private static readonly WordClasses Polish = new(
        turns:
        [
            "nie", "nic", "nigdy", "bez", "ani", "nikt", "może", "mogą", "mógł", "mogła", "mogło", "mogły", "można", "musi", "muszą", "powinien", "powinno", "powinna", "chyba", "czy",
            "jeśli", "jeżeli", "gdy", "gdyby", "kiedy", "aż", "dopóki", "tylko", "jedynie", "prawie", "około", "niemal", "dokładnie", "lub", "albo", "bądź", "zamiast", "oprócz", "mimo", "jednak", "choć",
            "więcej", "mniej", "ponad", "powyżej", "poniżej", "niż", "najmniej", "najwyżej", "najwięcej", "dość", "dosyć", "zbyt", "za", "przed", "po", "potem", "najpierw", "już", "jeszcze", "znów", "zawsze", "często", "czasem", "teraz",
            "ponieważ", "bo", "dlatego", "więc", "zatem", "stąd", "dlaczego", "przeciw", "sam", "sama", "samo", "żaden", "żadna", "żadne", "żadnego", "żadnej", "żadnych",
        ],
        turnStems:
        [
            "możliw", "niemożliw", "prawdopodob", "brak", "odmów", "odmaw", "wyklucz", "zapobie", "zatrzym", "uniem", "przeczy", "przekr", "osiąg", "potwierdz", "dowod", "udowod", "powod", "spowod", "przyczyn",
            "wzro", "rośn", "rosn", "maleje", "spad", "wszystk", "każd", "niektór", "wiele", "wielu", "kilka", "większ", "mniejsz", "wyższ", "niższ", "wystarcz", "niewystarcz", "wyczerp", "włącz", "wyłącz", "błędn", "fałszyw", "prawdziw",
        ],
        articles: ["ten", "ta", "te"],
        joints: ["i", "oraz", "a", "ale", "natomiast", "zaś", "też", "także", "również", "tu", "tutaj", "jednocześnie", "ponadto"]);

    private static readonly WordClasses Chinese = new(
        turns:
        [
            "不", "没有", "没", "无", "非", "未", "否", "别", "勿", "可能", "或许", "也许", "大概", "如果", "若", "除非", "只有", "只", "仅", "至少", "至多", "最多", "最少", "超过", "超出", "高于", "低于", "大于", "小于", "多于", "少于", "不足", "足够",
            "以上", "以下", "之前", "之后", "以前", "以后", "先", "后", "因为", "所以", "因此", "由于", "导致", "引起", "造成", "证实", "确认", "证明", "排除", "必须", "必", "应", "能", "会", "可以", "全部", "所有", "每", "都", "或", "总是", "约", "几乎", "才",
            "更", "最", "比", "多", "少", "大", "小", "高", "低", "增", "减", "涨", "降", "达到", "失败", "拒绝", "缺", "阻止", "禁", "停", "矛盾", "错", "对的", "真", "假", "已", "仍", "还没", "而不是", "而非", "除",
        ],
        turnStems: [],
        articles: ["了", "这", "那", "此", "该"],
        joints: ["和", "与", "及", "以及", "并且", "并", "而", "也", "还", "又", "同时", "另外", "此外"]);

    private readonly HashSet<string> turns;
    private readonly HashSet<string> articles;
    private readonly HashSet<string> joints;
    private readonly string[] turnStems;
    private readonly int longest;

    private WordClasses(string[] turns, string[] turnStems, string[] articles, string[] joints)
    {
        this.turns = new(turns, StringComparer.Ordinal);
        this.articles = new(articles, StringComparer.Ordinal);
        this.joints = new(joints, StringComparer.Ordinal);
        this.turnStems = turnStems;
        longest = turns.Concat(articles).Concat(joints).Max(w => w.Length);
    }

    /// <summary>The words of a language.</summary>
    public static WordClasses Of(string lang) => lang switch { "zh" => Chinese, "pl" => Polish, _ => English };

    /// <summary>Adds a word of Latin letters.</summary>
    public void Add(string word, List<SentenceToken> tokens)
    {
        if (word.EndsWith("n't", StringComparison.Ordinal) || word.EndsWith("n’t", StringComparison.Ordinal))
        {
            tokens.Add(new(TokenKind.Turn, "not"));
            Add(word is "can't" or "can’t" ? "can" : word[..^3], tokens);
            return;
        }

        // What stands after an apostrophe may be a verb ("the limit'll hold"): it stays.
        var plain = word.Replace('’', '\'');
        // In a Chinese sentence Latin words are names and terms, except where they are English ones of a turn.
        var latin = this == Chinese ? English : this;
        if (plain == "cannot")
        {
            tokens.Add(new(TokenKind.Turn, "not"));
            tokens.Add(new(TokenKind.Turn, "can"));
        }
        else if (latin.turns.Contains(plain) || latin == Polish && !Polish.articles.Contains(plain) && !Polish.joints.Contains(plain) && English.turns.Contains(plain))
        {
            // A program's own words stand in Polish sentences too, and turn what is said there as well.
            tokens.Add(new(TokenKind.Turn, plain is "might" ? "may" : plain));
        }
        else if (latin.articles.Contains(plain))
        {
            tokens.Add(new(TokenKind.Article, plain));
        }
        else if (latin.joints.Contains(plain))
        {
            tokens.Add(new(TokenKind.Joint, plain));
        }
        else
        {
            tokens.Add(new(latin.turnStems.Any(s => plain.StartsWith(s, StringComparison.Ordinal) && plain.Length - s.Length <= 6) ? TokenKind.Turn : TokenKind.Word, plain));
        }
    }

    /// <summary>Adds a run of Chinese characters: the longest known word at each place, else the character.</summary>
    public void AddHan(ReadOnlySpan<char> run, List<SentenceToken> tokens)
    {
        var (turn, article, joint) = (turns.GetAlternateLookup<ReadOnlySpan<char>>(), articles.GetAlternateLookup<ReadOnlySpan<char>>(), joints.GetAlternateLookup<ReadOnlySpan<char>>());
        for (var i = 0; i < run.Length;)
        {
            var length = Math.Min(longest, run.Length - i);
            while (length > 1 && !turn.Contains(run.Slice(i, length)) && !article.Contains(run.Slice(i, length)) && !joint.Contains(run.Slice(i, length)))
                length--;
            var word = run.Slice(i, length);
            var kind = turn.Contains(word) ? TokenKind.Turn : article.Contains(word) ? TokenKind.Article : joint.Contains(word) ? TokenKind.Joint : TokenKind.Word;
            tokens.Add(new(kind, word.ToString()));
            i += length;
        }
    }
}

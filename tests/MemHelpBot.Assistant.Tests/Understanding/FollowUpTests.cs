using MemHelpBot.Answers;
using MemHelpBot.Assistant.Understanding;
using MemHelpBot.Cases.Model;

namespace MemHelpBot.Assistant.Tests.Understanding;

public sealed class FollowUpTests
{
    private static readonly FollowUp Reader = new(new Corpus(
        new Dictionary<string, CaseDocument>(),
        new Dictionary<string, Playbook>
        {
            ["cgroup-limit"] = Named("cgroup-limit", "cgroup limit", "cgroup 上限", "limit cgroup") with { Called = ["container limit", "容器限制", "limit kontenera"] },
            ["memory-fragmentation"] = Named("memory-fragmentation", "memory fragmentation", "内存碎片化", "fragmentacja pamięci"),
        },
        new Dictionary<string, EvidencePhrase>(), new Dictionary<string, Remedy>(), new Dictionary<string, Question>(), [],
        [new GlossaryEntry("anon-rss", ["anon-rss"], All("…"), "C:n#m"), new GlossaryEntry("order", ["order"], All("…"), "C:n#m")], []));

    [Theory]
    [InlineData("why not more RAM?", FocusKind.WhyNotMoreRam)]
    [InlineData("为什么不加内存？", FocusKind.WhyNotMoreRam)]
    [InlineData("a może więcej pamięci?", FocusKind.WhyNotMoreRam)]
    [InlineData("only the commands please", FocusKind.OnlyCommands)]
    [InlineData("只要命令", FocusKind.OnlyCommands)]
    [InlineData("tylko polecenia", FocusKind.OnlyCommands)]
    [InlineData("how do I undo that?", FocusKind.Undo)]
    [InlineData("怎么撤销？", FocusKind.Undo)]
    [InlineData("what do you know so far?", FocusKind.Known)]
    [InlineData("text for the admins", FocusKind.Letter)]
    [InlineData("write a mail to our cluster admins please", FocusKind.Letter)]
    [InlineData("写给管理员的文本", FocusKind.Letter)]
    [InlineData("tekst dla administratorów", FocusKind.Letter)]
    [InlineData("napisz do admina", FocusKind.Letter)]
    [InlineData("more", FocusKind.More)]
    [InlineData("more details please", FocusKind.More)]
    [InlineData("更多", FocusKind.More)]
    [InlineData("więcej", FocusKind.More)]
    [InlineData("rozwiń", FocusKind.More)]
    [InlineData("shorter", FocusKind.Less)]
    [InlineData("简短一点", FocusKind.Less)]
    [InlineData("krócej", FocusKind.Less)]
    [InlineData("for root", FocusKind.OnlyCommands)]
    [InlineData("as user", FocusKind.OnlyCommands)]
    [InlineData("dla roota", FocusKind.OnlyCommands)]
    [InlineData("用root", FocusKind.OnlyCommands)]
    [InlineData("why?", FocusKind.Why)]
    [InlineData("dlaczego?", FocusKind.Why)]
    public void A_short_message_asks_for_a_part(string text, FocusKind kind) => Assert.Equal(kind, Reader.Read(text)!.Kind);

    [Theory]
    [InlineData("what does anon-rss mean?", "anon-rss")]
    [InlineData("co to jest order?", "order")]
    [InlineData("anon-rss 是什么意思", "anon-rss")]
    public void A_term_is_explained(string text, string term)
    {
        var focus = Reader.Read(text)!;
        Assert.Equal(FocusKind.Term, focus.Kind);
        Assert.Equal([term], focus.Topics);
    }

    [Theory]
    [InlineData("why not the cgroup limit?", "cgroup-limit")]
    [InlineData("为什么不是内存碎片化？", "memory-fragmentation")]
    [InlineData("a fragmentacja pamięci?", "memory-fragmentation")]
    public void Another_cause_is_argued(string text, string cause)
    {
        var focus = Reader.Read(text)!;
        Assert.Equal(FocusKind.Topic, focus.Kind);
        Assert.Equal([cause], focus.Topics);
    }

    [Theory]
    [InlineData("what does line 12 mean?", "L12")]
    [InlineData("explain L7", "L7")]
    [InlineData("and M2:L3?", "M2:L3")]
    [InlineData("第 12 行是什么意思？", "L12")]
    [InlineData("co znaczy wiersz 12?", "L12")]
    public void A_line_is_explained(string text, string line)
    {
        var focus = Reader.Read(text)!;
        Assert.Equal(FocusKind.Line, focus.Kind);
        Assert.Equal([line], focus.Topics);
    }

    [Theory]
    [InlineData("explain oom.gfp_mask", "fact:oom.gfp_mask")]
    [InlineData("zone[0/DMA32].free_kb?", "fact:zone[*].free_kb")]
    [InlineData("what does forrtl-41 mean?", "signature:forrtl-41")]
    public void A_fact_or_a_message_is_explained_by_its_name(string text, string topic)
    {
        var focus = Reader.Read(text)!;
        Assert.Equal(FocusKind.Term, focus.Kind);
        Assert.Contains(topic, focus.Topics);
    }

    [Theory]
    [InlineData("why not the container limit?", "cgroup-limit")]
    [InlineData("为什么不是容器限制？", "cgroup-limit")]
    [InlineData("dlaczego nie limit kontenera?", "cgroup-limit")]
    public void A_cause_goes_by_its_everyday_names(string text, string cause) => Assert.Equal([cause], Reader.Read(text)!.Topics);

    [Theory]
    [InlineData("since the update there is more and more swap in use on the whole cluster")]
    [InlineData("the weather is fine")]
    [InlineData("my reordering of the list")]
    public void Words_inside_words_are_not_taken_for_a_question(string text) => Assert.Null(Reader.Read(text));

    [Theory]
    [InlineData("I am root on that machine", "root")]
    [InlineData("jako root", "root")]
    [InlineData("as user, without root", "user")]
    [InlineData("what now", null)]
    public void The_role_is_taken_from_the_words(string text, string? role) => Assert.Equal(role, FollowUp.Role(text));

    private static Playbook Named(string id, string en, string zh, string pl) =>
        new(id, new LocalText(en, zh, pl), All("…"), [], new CitedText(All("…"), ["C:n#m"]), []);

    private static LocalText All(string text) => new(text, text, text);
}

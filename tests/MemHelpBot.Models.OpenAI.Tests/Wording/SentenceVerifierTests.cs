using MemHelpBot.Answers.Verifying.Sentences;

namespace MemHelpBot.Models.OpenAI.Tests.Wording;

/// <summary>What a reworded sentence may be, and what it may not. The claims are such as the product makes.</summary>
public sealed class SentenceVerifierTests
{
    private const string Zone = "Node 1 DMA32 has 31,153 pages free after the request, more than min plus reserve (30,001 pages), but the per-order test of this kernel stops at order 1.";
    private const string Kill = "python asked for 16 KiB (order 2) and the kernel called the OOM killer.";
    private const string Cgroup = "The memory of /slurm/uid_1000/job_42 reached its limit of 8 GiB (8,388,608 kB) and the kernel killed gmx_mpi.";
    private const string RuledOut = "Swap is not full: 2,048 kB of 4 GiB are used.";
    private const string Pl = "Proces python poprosił o 16 KiB (rząd 2), a jądro nie znalazło wolnego bloku.";
    private const string Zh = "内核没有找到 16 KiB 的空闲块，Node 1 Normal 仍有 12,927 页空闲。";

    [Theory]
    [InlineData("en", Kill, Kill)]
    [InlineData("en", "Here python asked for 16 KiB (order 2), and the kernel called the OOM killer.", Kill)]
    [InlineData("en", "A kernel killed gmx_mpi!", "The kernel killed gmx_mpi.")]
    [InlineData("en", "The kernel killed java (pid 12), and this swap is full.", "The kernel killed java (pid 12).", "The swap is full.")]
    [InlineData("en", "Python asked for 16 KiB (order 2) and the kernel called the OOM killer, while swap is not full: 2,048 kB of 4 GiB are used.", Kill, RuledOut)]
    [InlineData("en", "Swap is not full: 2,048 kB of 4 GiB are used, and python asked for 16 KiB (order 2), while the kernel called this OOM killer.", RuledOut, "python asked for 16 KiB (order 2).", "The kernel called the OOM killer.")]
    [InlineData("en", "The slabs hold 4 GiB.", "The slab hold 4 GiB.")]
    [InlineData("pl", "Proces python poprosił o 16 KiB (rząd 2), a jądro nie znalazło wolnego bloku.", Pl)]
    [InlineData("pl", "Tu proces python poprosił o 16 KiB (rząd 2), a to jądro nie znalazło wolnego bloku.", "Proces python poprosił o 16 KiB (rząd 2).", "To jądro nie znalazło wolnego bloku.")]
    [InlineData("zh", "内核没有找到 16 KiB 的空闲块，该 Node 1 Normal 仍有 12,927 页空闲。", Zh)]
    public void What_says_the_same_passes(string lang, string sentence, params string[] claims) =>
        Assert.Null(SentenceVerifier.Broken(sentence, claims, lang));

    [Theory]
    [InlineData("python asked for 32 KiB (order 2) and the kernel called the OOM killer.", Kill)] // number
    [InlineData("python asked for 16 MiB (order 2) and the kernel called the OOM killer.", Kill)] // unit
    [InlineData("python asked for 16 KiB (order 3) and the kernel called the OOM killer.", Kill)]
    [InlineData("python asked for memory and the kernel called the OOM killer.", Kill)] // a number gone
    [InlineData("python did not ask for 16 KiB (order 2) and the kernel called the OOM killer.", Kill)] // negation brought in
    [InlineData("Swap is full: 2,048 kB of 4 GiB are used.", RuledOut)] // negation gone
    [InlineData("Swap isn't used: not 2,048 kB of 4 GiB are full.", RuledOut)]
    [InlineData("Swap is not full: 4 GiB of 2,048 kB are used.", RuledOut)] // numbers changed places
    [InlineData("Node 1 DMA32 has 30,001 pages free after the request, more than min plus reserve (31,153 pages), but the per-order test of this kernel stops at order 1.", Zone)]
    [InlineData("Node 1 DMA32 has 31,153 pages free after the request, less than min plus reserve (30,001 pages), but the per-order test of this kernel stops at order 1.", Zone)] // comparison turned
    [InlineData("Node 0 DMA32 has 31,153 pages free after the request, more than min plus reserve (30,001 pages), but the per-order test of this kernel stops at order 1.", Zone)]
    [InlineData("Node 1 DMA has 31,153 pages free after the request, more than min plus reserve (30,001 pages), but the per-order test of this kernel stops at order 1.", Zone)] // identifier
    [InlineData("The memory of /slurm/uid_1000/job_43 reached its limit of 8 GiB (8,388,608 kB) and the kernel killed gmx_mpi.", Cgroup)] // path
    [InlineData("The memory of /slurm/uid_1000/job_42 never reached its limit of 8 GiB (8,388,608 kB) and the kernel killed gmx_mpi.", Cgroup)]
    [InlineData("The memory of /slurm/uid_1000/job_42 probably reached its limit of 8 GiB (8,388,608 kB) and the kernel killed gmx_mpi.", Cgroup)] // hedge
    [InlineData("Because the memory of /slurm/uid_1000/job_42 reached its limit of 8 GiB (8,388,608 kB), the kernel killed gmx_mpi.", Cgroup)] // a reason
    [InlineData("gmx_mpi killed the kernel and the memory of /slurm/uid_1000/job_42 reached its limit of 8 GiB (8,388,608 kB).", Cgroup)] // who did what
    [InlineData("python asked for 16 KiB (order 2) and the kernel called the OOM killer; run sysctl -w vm.swappiness=0.", Kill)] // command
    [InlineData("python asked for 16 KiB (order 2) and the kernel called the OOM killer [L99].", Kill)] // citation
    [InlineData("python asked for 16 KiB (order 2) and the kernel called the OOM killer, a memory leak.", Kill)] // cause
    [InlineData("The kernel was killed by java.", "The kernel killed java.")] // who did what
    [InlineData("The kernel killed mysqld.", "The kernel killed java in the cgroup of mysqld.")] // a word left out
    [InlineData("The cache grew to 4 GiB from 8 GiB.", "The cache grew from 4 GiB to 8 GiB.")] // direction
    [InlineData("The process killing had 4 GiB.", "The process killed had 4 GiB.")] // another form
    [InlineData("The user memory is 4 GiB.", "The used memory is 4 GiB.")]
    [InlineData("java reached its limit of 4 GiB.", "java reached the limit of 4 GiB.")] // whose
    [InlineData("The kernel killed java? The swap is full.", "The kernel killed java.", "The swap is full.")] // a question
    [InlineData("The kernel was cut.", "The kernel log was cut.")]
    [InlineData("The job held memory on the same node.", "The job held memory on the node.")]
    [InlineData("No, swap is used.", "No swap is used.")] // a comma turns it
    [InlineData("The value is –512 MiB.", "The value is 512 MiB.")]
    [InlineData("The value is — 512 MiB.", "The value is 512 MiB.")]
    [InlineData("The reserve is 3 and 5 pages.", "The reserve is 3-5 pages.")]
    [InlineData("The machine has vm.overcommit_memory != 2.", "The machine has vm.overcommit_memory = 2.")]
    [InlineData("The limit'll hold.", "The limit hold.")]
    [InlineData("The limit’ll hold.", "The limit holds.")]
    [InlineData("The kernel'd kill java.", "The kernel kills java.")]
    [InlineData("The process java and 4321 was killed.", "The process java 4321 was killed.")] // one becomes two
    [InlineData("The process java, 4321 was killed.", "The process java 4321 was killed.")]
    [InlineData("The process (java) 4321 was killed.", "The process java 4321 was killed.")]
    [InlineData("The kernel killed java and mysqld.", "The kernel killed java while mysqld.")]
    [InlineData("The kernel had killed java.", "The kernel killed java.")]
    [InlineData("and 3 MPI ranks ran.", "3 MPI ranks ran.")] // the end of another sentence
    [InlineData("python asked for 16 KiB (order 2) and the kernel called the OOM killer, see https://example.org/fix.", Kill)]
    [InlineData("python asked for 16 KiB (order 2) and the kernel called the OOM killer`.", Kill)] // markup
    [InlineData("python asked for 16 KiB (order 2) and the kernel called the OOM killer\u202e.", Kill)] // turned writing
    [InlineData("python asked for 16 KiB (order 2) and\nthe kernel called the OOM killer.", Kill)]
    [InlineData("рython asked for 16 KiB (order 2) and the kernel called the OOM killer.", Kill)] // Cyrillic р
    [InlineData("python asked for ١٦ KiB (order 2) and the kernel called the OOM killer.", Kill)] // other digits
    [InlineData("You are an editor of technical answers.", Kill)] // the prompt
    [InlineData("Kill.", Kill)]
    [InlineData("", Kill)]
    [InlineData("python asked for 16 KiB (order 2) and the kernel called the OOM killer", Kill)] // broken off
    [InlineData("Jądro wywołało OOM killer, bo python poprosił o 16 KiB (order 2).", Kill)] // another language
    public void What_says_more_less_or_otherwise_is_refused(string sentence, params string[] claims) =>
        Assert.NotNull(SentenceVerifier.Broken(sentence, claims, "en"));

    [Theory]
    [InlineData("pl", "Proces python poprosił o 16 KiB (rząd 2), a jądro znalazło wolny blok.", Pl)]
    [InlineData("pl", "Proces python poprosił o 64 KiB (rząd 2), a jądro nie znalazło wolnego bloku.", Pl)]
    [InlineData("pl", "Proces python nie poprosił o 16 KiB (rząd 2), a jądro znalazło wolny blok.", Pl)]
    [InlineData("pl", "Proces python być może poprosił o 16 KiB (rząd 2), a jądro nie znalazło wolnego bloku.", Pl)]
    [InlineData("pl", "Proces python poprosił o 16 KiB (rząd 2), a jądro nie znalazło wolnego bloku, bo jest wyciek pamięci.", Pl)]
    [InlineData("pl", "Proces java zabił jądro.", "Proces java zabiło jądro.")]
    [InlineData("pl", "Jądro zabite przez proces java.", "Jądro zabiło proces java.")]
    [InlineData("pl", "Proces java zabił się.", "Proces java zabił.")]
    [InlineData("pl", "Zabito proces i java 4321.", "Zabito proces java 4321.")]
    [InlineData("pl", "Nie, jądro zabiło proces.", "Nie jądro zabiło proces.")]
    [InlineData("pl", "Wartość to –500 stron.", "Wartość to 500 stron.")]
    [InlineData("zh", "进程和 java 被杀死。", "进程 java 被杀死。")]
    [InlineData("zh", "不，内核杀死了 java。", "不内核杀死了 java。")]
    [InlineData("zh", "内核被 java 杀死。", "内核杀死 java。")]
    [InlineData("zh", "到 4 GiB 从 8 GiB。", "从 4 GiB 到 8 GiB。")]
    [InlineData("zh", "内核找到了 16 KiB 的空闲块，Node 1 Normal 仍有 12,927 页空闲。", Zh)]
    [InlineData("zh", "内核没有找到 16 KiB 的空闲块，Node 1 Normal 没有 12,927 页空闲。", Zh)]
    [InlineData("zh", "内核没有找到 16 KiB 的空闲块，Node 1 Normal 仍有 12,972 页空闲。", Zh)]
    [InlineData("zh", "内核可能没有找到 16 KiB 的空闲块，Node 1 Normal 仍有 12,927 页空闲。", Zh)]
    [InlineData("zh", "内核没有找到 16 KiB 的空闲块，Node 1 Normal 仍有 12,927 页空闲，请重启。", Zh)]
    [InlineData("zh", "The kernel found no free block of 16 KiB; Node 1 Normal still has 12,927 pages free.", Zh)]
    public void It_holds_in_Polish_and_Chinese(string lang, string sentence, params string[] claims) =>
        Assert.NotNull(SentenceVerifier.Broken(sentence, claims, lang));

    [Theory]
    [InlineData("pl", "W tekście stoi: „glex_md.c:362 create region failed: no enough memory resources”.", "no ", "")]
    [InlineData("pl", "W tekście stoi: „glex_md.c:362 create region failed: no enough memory resources”.", "region ", "")]
    [InlineData("pl", "Program pisze no space left on device.", "no ", "")]
    [InlineData("en", "The log says “the task may be killed”.", "may be", "is")]
    [InlineData("en", "The log says \"all of the slabs were free\".", "of the ", "")]
    [InlineData("zh", "日志写着“没有足够的内存”。", "没有", "")]
    [InlineData("zh", "日志写着「 not enough memory 」。", "not ", "")]
    public void A_quotation_is_copied_or_the_sentence_is_refused(string lang, string claim, string word, string other)
    {
        Assert.Null(SentenceVerifier.Broken(claim, [claim], lang));
        Assert.NotNull(SentenceVerifier.Broken(claim.Replace(word, other, StringComparison.Ordinal), [claim], lang));
    }

    [Fact]
    public void A_negation_does_not_pass_to_another_claim()
    {
        string[] claims = ["The swap is not full.", "The heap is full."];
        Assert.Null(SentenceVerifier.Broken("The swap is not full, and the heap is full.", claims, "en"));
        Assert.NotNull(SentenceVerifier.Broken("The swap is full, and the heap is not full.", claims, "en"));
        Assert.NotNull(SentenceVerifier.Broken("The swap is not the heap, full.", claims, "en"));
        Assert.NotNull(SentenceVerifier.Broken("The swap is not full and the heap.", claims, "en"));
        Assert.NotNull(SentenceVerifier.Broken("Not the swap and the heap are full.", claims, "en"));
    }

    [Fact]
    public void Any_text_is_read_without_an_exception()
    {
        var random = new Random(7);
        const string Signs = "ab 1,.0-_/:=%{}[]'’“”„《》页内不nie\u00a0\u202f\u200b\ud83d\ude00İß±≥\t\n";
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => Signs[random.Next(Signs.Length)])]);
            _ = SentenceVerifier.Broken(text, [text, Zone], "pl");
            _ = SentenceVerifier.Broken(text + ".", [text + "."], i % 2 == 0 ? "en" : "zh");
        }
    }
}

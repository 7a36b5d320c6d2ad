using System.Globalization;
using MemHelpBot.Cases.Model;
using MemHelpBot.Diagnosis;
using MemHelpBot.Facts;

namespace MemHelpBot.Answers.Planning;

/// <summary>What is known of the machine and its surroundings: decides which remedies fit and which cases come near.</summary>
public sealed class EnvironmentWords
{
    /// <summary>Characters of one line of a person's words that are looked at.</summary>
    private const int LongestLine = 2000;

    /// <summary>Lines of a person's words that are looked at.</summary>
    private const int MostLines = 60;

    private static readonly string[] Denials = ["no", "not", "without", "don't", "doesn't", "isn't", "aren't", "never", "nie", "bez"];
    private static readonly string[] Between = ["a", "an", "any", "the", "in", "on", "under", "use", "using", "used", "running", "have", "w", "na", "pod", "ma", "mamy", "jest", "używam", "używamy"];
    private static readonly string[] HanDenials = ["没有", "没有用", "没用", "不用", "没有使用", "没使用", "不使用", "未使用", "没有在", "没在", "不在", "不是", "并非", "无"];

    private readonly HashSet<string> words = new(StringComparer.Ordinal);
    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private readonly (int Major, int Minor)? kernel;

    /// <summary>Reads the surroundings off facts and messages, and off what the person says and what was judged.</summary>
    public EnvironmentWords(AnswerRequest request)
        : this(request?.Findings.Facts ?? throw new ArgumentNullException(nameof(request)), request.Signatures)
    {
        foreach (var said in request.Said.Take(MostLines))
            Hear(said.Text.AsSpan(0, Math.Min(said.Text.Length, LongestLine)));
        foreach (var judgement in request.Findings.Causes.Where(c => c.Verdict is Verdict.Confirmed or Verdict.Likely))
            AddWhere(EnvironmentNames.Causes, judgement.Cause, (cause, mark) => cause == mark, told);
    }

    /// <summary>Reads the surroundings off facts and signatures.</summary>
    public EnvironmentWords(FactSet facts, IEnumerable<Signature> signatures)
    {
        Release = facts.Text(OomFacts.Release);
        kernel = VersionOf(Release);
        if (Release is { } release)
            AddWhere(EnvironmentNames.Releases, release, (text, mark) => text.Contains(mark, StringComparison.OrdinalIgnoreCase), words);
        // Memory cgroups of version 2 came with 4.5.
        if (kernel is { } own && own.CompareTo((4, 5)) < 0)
            words.Add("cgroup-v1");
        foreach (var signature in signatures)
            AddWhere(EnvironmentNames.Signatures, signature.Id, (id, mark) => id.StartsWith(mark, StringComparison.Ordinal), words);
        foreach (var fact in facts.All)
            Read(fact);
    }

    private EnvironmentWords(IEnumerable<string> seen) => words.UnionWith(seen);

    /// <summary>Surroundings of which just these words are known.</summary>
    internal static EnvironmentWords Of(params IEnumerable<string> seen) => new(seen);

    /// <summary>The kernel release as printed, or null.</summary>
    public string? Release { get; }

    /// <summary>The words, sorted.</summary>
    public IReadOnlyList<string> All => [.. words.Order(StringComparer.Ordinal)];

    /// <summary>Whether a condition of a remedy holds, as <see cref="RemedyCondition"/> lays down.</summary>
    public bool Holds(string condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        if (condition.StartsWith("kernel>=", StringComparison.Ordinal))
            return VersionOf(condition[8..]) is not { } bound || kernel is not { } own || own.CompareTo(bound) >= 0;
        if (condition.StartsWith("kernel<", StringComparison.Ordinal))
            return VersionOf(condition[7..]) is not { } bound || kernel is not { } own || own.CompareTo(bound) < 0;
        if (condition.StartsWith('!'))
            return !words.Contains(condition[1..]);
        return Saw(condition) || RemedyCondition.FamilyOf(condition) is { } family && !family.Any(Saw);
    }

    /// <summary>Whether a word was seen in the paste or said by the person.</summary>
    public bool Saw(string word) => words.Contains(word) || told.Contains(word);

    private static (int, int)? VersionOf(string? release)
    {
        var parts = (release ?? "").Split('.', '-', '+');
        return parts.Length >= 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minor) ? (major, minor) : null;
    }

    private static void AddWhere((string Mark, string Word)[] names, string text, Func<string, string, bool> fits, HashSet<string> to)
    {
        foreach (var (mark, word) in names)
        {
            if (fits(text, mark))
                to.Add(word);
        }
    }

    private void Read(in Fact fact)
    {
        var text = fact.Value.Text;
        if (fact.Key == OomFacts.Memcg || fact.Key == OomFacts.TaskMemcg || fact.Key == DaemonFacts.OomdCgroup)
            AddWhere(EnvironmentNames.Cgroups, text ?? "", (path, mark) => path.Contains(mark, StringComparison.Ordinal), words);
        else if (fact.Key == MemcgFacts.MemswLimit || fact.Key == MemcgFacts.KmemUsage)
            words.Add("cgroup-v1");
        else if (fact.Key == MemcgFacts.SwapLimit)
            words.Add("cgroup-v2");
        else if (fact.Key == SlurmFacts.JobId || fact.Key == SlurmFacts.Step)
            words.Add("slurm");
        else if (fact.Key == JobFacts.Scheduler && text is not null)
            words.Add(text.ToLowerInvariant() is "torque" ? "pbs" : text.ToLowerInvariant());
        else if (fact.Key == ProgramFacts.Name || fact.Key == OomFacts.Victim)
            AddWhere(EnvironmentNames.Programs, text ?? "", IsProgram, words);
        else if (fact.Key == KubernetesFacts.Pod)
            words.Add("kubernetes");
        else if (fact.Key == NumaFacts.Size && fact.Subject != "0" || fact.Key == OomFacts.MemsAllowed && text is { } mems && mems != "0")
            words.Add("numa");
        else if (fact.Key == SlabFacts.Objects && fact.Subject is { } cache)
            AddWhere(EnvironmentNames.Slabs, cache, (name, mark) => name.StartsWith(mark, StringComparison.Ordinal), words);
        else if (fact.Key == MpiFacts.Ranks)
            words.Add("mpi");
    }

    // python3.11 is python, php-fpm8 is php-fpm; nodejs-something is not node.
    private static bool IsProgram(string name, string mark) =>
        name.StartsWith(mark, StringComparison.OrdinalIgnoreCase) && name.AsSpan(mark.Length).TrimStart("0123456789.").IsEmpty
        || mark == "gmx" && name.StartsWith(mark, StringComparison.OrdinalIgnoreCase);

    // Words that a person says make remedies fit, and never hide one; "not on Kubernetes" does neither.
    private void Hear(ReadOnlySpan<char> line)
    {
        foreach (var (mark, word) in EnvironmentNames.Said)
        {
            if (told.Contains(word))
                continue;
            var at = line.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
                continue;
            var end = at + mark.Length;
            var isWord = !char.IsAscii(mark[0]) || (at == 0 || !IsLetter(line[at - 1])) && (end == line.Length || !IsLetter(line[end]));
            if (isWord && !IsDenied(line[..at]))
                told.Add(word);
        }
    }

    /// <summary>Whether the words right before a name deny it: "we do not use docker", "没有用 docker", "bez dockera". "It does not work in docker" names it.</summary>
    private static bool IsDenied(ReadOnlySpan<char> before)
    {
        var clause = before.TrimEnd();
        foreach (var denial in HanDenials)
        {
            if (clause.EndsWith(denial, StringComparison.Ordinal))
                return true;
        }

        while (!clause.IsEmpty)
        {
            var space = clause.LastIndexOf(' ');
            var word = clause[(space + 1)..];
            if (IsAmong(Denials, word))
                return true;
            if (!IsAmong(Between, word))
                return false;
            clause = space < 0 ? default : clause[..space].TrimEnd();
        }

        return false;
    }

    private static bool IsAmong(string[] words, ReadOnlySpan<char> word)
    {
        foreach (var one in words)
        {
            if (word.Equals(one, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsLetter(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';
}

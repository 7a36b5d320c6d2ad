using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Reading;

/// <summary>Reads <c>known-bugs.yaml</c>: each bug, and the note that stands for it in citations.</summary>
internal static class KnownBugFile
{
    private static readonly string[] Trusts = ["vendor", "kernel", "forum", "blog", "site"];

    public static void Read(YamlNode? root, CorpusDraft draft, FileLog log)
    {
        foreach (var item in YamlFields.Items(root, log, "bugs"))
        {
            if (YamlFields.Of(item, log, "id", "title", "match", "proved", "affected", "fixed", "text", "source", "remedies") is not { } fields)
                continue;
            var id = fields.Text("id");
            if (id.Length > 0 && !Ids.IsWellFormed(id))
                log.Error(fields.Line, $"The id '{id}' is not lower-case words and hyphens.", "Use a-z, 0-9 and single hyphens.");
            var pattern = Pattern(fields.Node("match"), log);
            var bug = new KnownBug(
                id, pattern, fields.Find("proved") is not null && fields.Word("proved", "yes", "no") == "yes", fields.Text("affected"), fields.TextOrNull("fixed"), fields.Local("text"), fields.TextsIfAny("remedies"));
            if (Source(fields.Node("source"), log) is not { } source)
                continue;
            draft.Add(draft.KnownBugs, "bug", id, bug, fields.Line, log);
            draft.Add(draft.Documents, "document", bug.DocumentId, Document(bug, fields.Text("title"), source), fields.Line, log);
        }
    }

    private static CaseDocument Document(KnownBug bug, string title, DocumentSource source) => new(
        bug.DocumentId, DocumentKind.Bug, title, "en", bug.Pattern.Causes, bug.Pattern.Signatures, [], source,
        [new CaseSection("mechanism", "Mechanism", $"{bug.Text.En}\n\nAffected: {bug.Affected}.\n\n{(bug.Fixed is null ? "No source states a fixed version." : $"Fixed: {bug.Fixed}.")}")]);

    private static BugPattern Pattern(YamlNode? node, FileLog log)
    {
        if (YamlFields.Of(node, log, "kernels", "causes", "signatures", "facts", "texts") is not { } fields)
            return new BugPattern([], [], [], [], []);
        var facts = new List<FactCondition>();
        foreach (var text in fields.TextsIfAny("facts"))
        {
            if (FactCondition.Parse(text) is { } condition)
                facts.Add(condition);
            else
                log.Error(fields.Line, $"'{text}' is no condition.", "Write a fact's name, one of >= <= != = > < ~ between blanks, and a value.");
        }

        var pattern = new BugPattern(Kernels(fields.Find("kernels"), log), fields.TextsIfAny("causes"), fields.TextsIfAny("signatures"), facts, fields.TextsIfAny("texts"));
        if (pattern.Signatures.Count + pattern.Facts.Count + pattern.Texts.Count + pattern.Causes.Count == 0)
            log.Error(fields.Line, "A version alone is no pattern.", "Say what the bug looks like: causes, signatures, facts or texts.");
        return pattern;
    }

    private static List<KernelRange> Kernels(YamlNode? node, FileLog log)
    {
        var ranges = new List<KernelRange>();
        if (node is null)
            return ranges;
        foreach (var item in YamlFields.Items(node, log, "kernel ranges"))
        {
            if (YamlFields.Of(item, log, "from", "before", "flavour") is { } fields)
                ranges.Add(new KernelRange(fields.TextOrNull("from"), fields.TextOrNull("before"), fields.TextOrNull("flavour")));
        }

        return ranges;
    }

    private static DocumentSource? Source(YamlNode? node, FileLog log) =>
        YamlFields.Of(node, log, "title", "url", "date", "trust") is { } fields
            ? new DocumentSource(fields.Text("title"), fields.Text("url"), fields.TextOrNull("date"), fields.Word("trust", Trusts))
            : null;
}

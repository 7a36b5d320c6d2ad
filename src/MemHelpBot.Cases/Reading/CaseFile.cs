using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Reading;

/// <summary>Reads <c>cases/*.md</c> and <c>notes/*.md</c>: front matter and sections.</summary>
internal static class CaseFile
{
    /// <summary>The sections of a case, in their order.</summary>
    public static readonly string[] CaseSections = ["symptom", "evidence", "analysis", "resolution", "commands", "corrections"];

    /// <summary>The sections that a note may have; the first is required.</summary>
    public static readonly string[] NoteSections = ["mechanism", "since", "consequences"];

    /// <summary>The address of a text that was handed over without one.</summary>
    private const string UnknownAddress = "unknown";

    private static readonly string[] Trusts = ["vendor", "kernel", "forum", "blog", "site"];

    public static void Read(string text, DocumentKind kind, CorpusDraft draft, FileLog log)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var end = lines[0].Trim('\uFEFF') == "---" ? Array.IndexOf(lines, "---", 1) : -1;
        if (end < 0)
        {
            log.Error(1, "The front matter is missing.", "Start the file with '---', the keys id, title, lang, causes, signatures, environment, source, and '---'.");
            return;
        }

        var front = string.Join('\n', lines, 1, end - 1);
        var root = YamlText.Read(front, 2, log);
        if (YamlFields.Of(root, log, "id", "title", "lang", "causes", "signatures", "environment", "source", "titles", "evidence") is not { } fields)
            return;
        var id = fields.Text("id");
        CheckId(id, fields, log);
        var document = new CaseDocument(
            id, kind, fields.Text("title"), Language(fields, log), fields.Texts("causes"), fields.Texts("signatures"), fields.Texts("environment"),
            Source(id, fields.Node("source"), draft, log), Sections(lines, end + 1, kind, log))
        {
            Titles = Titles(fields, log),
            Evidence = fields.TextsIfAny("evidence"),
        };
        if (kind == DocumentKind.Case && document.Causes.Count == 0)
            log.Error(fields.Line, "A case names no cause.", "Give at least one in 'causes', the main one first.");
        if (document.Sections.Count > 0)
            draft.Add(draft.Documents, "document", id, document, fields.Line, log);
    }

    private static void CheckId(string id, YamlFields fields, FileLog log)
    {
        if (id.Length == 0)
            return;
        if (!Ids.IsWellFormed(id))
            log.Error(fields.Node("id")!.Line, $"The id '{id}' is not lower-case words and hyphens.", "Use a-z, 0-9 and single hyphens.");
        var name = Path.GetFileNameWithoutExtension(log.File);
        if (id != name)
            log.Error(fields.Node("id")!.Line, $"The id '{id}' differs from the file name '{name}'.", "Make them the same.");
    }

    private static string Language(YamlFields fields, FileLog log)
    {
        var lang = fields.Text("lang");
        if (lang.Length > 0)
            CheckLanguage(lang, fields, log);
        return lang;
    }

    private static void CheckLanguage(string lang, YamlFields fields, FileLog log)
    {
        if (lang.Length != 2 || !char.IsAsciiLetterLower(lang[0]) || !char.IsAsciiLetterLower(lang[1]))
            log.Error(fields.Node("lang")!.Line, $"'{lang}' is no language.", "Use two letters such as en, zh, pl.");
    }

    private static LocalText? Titles(YamlFields fields, FileLog log) =>
        fields.Find("titles") is { } node && YamlFields.Of(node, log, "zh", "pl") is { } titles
            ? new LocalText(fields.Text("title"), titles.Text("zh"), titles.Text("pl"))
            : null;

    private static DocumentSource Source(string id, YamlNode? node, CorpusDraft draft, FileLog log)
    {
        if (node is null || YamlFields.Of(node, log, "title", "url", "date", "trust", "lang") is not { } fields)
            return new DocumentSource("", null, null, "site");
        var url = fields.TextOrNull("url");
        if (url == UnknownAddress)
        {
            draft.WithoutAddress.Add(id);
            url = null;
        }

        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "https" or "http"))
            log.Error(fields.Line, $"'{url}' is no address.", "Give a full http(s) address, or null.");
        var date = fields.TextOrNull("date");
        if (date is not null && !IsDate(date))
            log.Error(fields.Line, $"'{date}' is no date.", "Write year-month-day, year-month, year, or null.");
        var lang = fields.TextOrNull("lang");
        if (lang is not null)
            CheckLanguage(lang, fields, log);
        return new DocumentSource(fields.Text("title"), url, date, fields.Word("trust", Trusts)) { Lang = lang };
    }

    private static bool IsDate(string text)
    {
        if (text.Length is not (4 or 7 or 10))
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (i is 4 or 7 ? text[i] != '-' : !char.IsAsciiDigit(text[i]))
                return false;
        }

        return (text.Length < 7 || int.Parse(text.AsSpan(5, 2), System.Globalization.CultureInfo.InvariantCulture) is >= 1 and <= 12)
            && (text.Length < 10 || DateOnly.TryParseExact(text, "yyyy-MM-dd", out _));
    }

    private static List<CaseSection> Sections(string[] lines, int from, DocumentKind kind, FileLog log)
    {
        var sections = new List<CaseSection>();
        string? title = null;
        var body = new List<string>();
        var (fenced, fenceLine, sectionLine) = (false, 0, from + 1);
        for (var i = from; i <= lines.Length; i++)
        {
            var line = i < lines.Length ? lines[i] : null;
            if (line is not null && line.StartsWith("```", StringComparison.Ordinal))
                (fenced, fenceLine) = (!fenced, i + 1);
            if (line is not null && (fenced || !line.StartsWith("## ", StringComparison.Ordinal)))
            {
                body.Add(line);
                continue;
            }

            Close(sections, title, body, sectionLine, log);
            (title, sectionLine) = (line?[3..].Trim(), i + 1);
            body.Clear();
        }

        if (fenced)
            log.Error(fenceLine, "A fenced block is not closed.", "Close it with '```' on a line of its own.");
        CheckOrder(sections, kind, from + 1, log);
        return sections;
    }

    private static void Close(List<CaseSection> sections, string? title, List<string> body, int line, FileLog log)
    {
        var text = string.Join('\n', body).Trim('\n', ' ');
        if (title is null)
        {
            if (text.Length > 0)
                log.Error(line, "There is text before the first section.", "Move it under a '## ' heading.");
            return;
        }

        var id = Ids.FromHeading(title);
        if (text.Length == 0)
            log.Error(line, $"The section '{title}' is empty.", "Write it, or 'None.'.");
        if (sections.Exists(s => s.Id == id))
            log.Error(line, $"The section '{title}' stands twice.", "Merge them.");
        else
            sections.Add(new CaseSection(id, title, text));
    }

    private static void CheckOrder(List<CaseSection> sections, DocumentKind kind, int line, FileLog log)
    {
        var ids = sections.Select(s => s.Id).ToList();
        if (kind == DocumentKind.Case && !ids.SequenceEqual(CaseSections))
        {
            log.Error(line, $"A case has the sections Symptom, Evidence, Analysis, Resolution, Commands, Corrections in this order; this one has {List(ids)}.", "Add what is missing; Corrections says 'None.' when the source is right.");
        }
        else if (kind == DocumentKind.Note && (ids.Count == 0 || ids[0] != "mechanism" || ids.Except(NoteSections).Any()))
        {
            log.Error(line, $"A note starts with the section Mechanism and may have Since and Consequences; this one has {List(ids)}.", "Rename or move the sections.");
        }
    }

    private static string List(List<string> ids) => ids.Count == 0 ? "none" : string.Join(", ", ids);
}

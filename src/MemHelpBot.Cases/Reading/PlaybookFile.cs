using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Reading;

/// <summary>Reads <c>playbooks/*.yaml</c>.</summary>
internal static class PlaybookFile
{
    public static void Read(YamlNode? root, CorpusDraft draft, FileLog log)
    {
        if (YamlFields.Of(root, log, "cause", "name", "headline", "explanation", "why_not_more_ram", "remedies", "headlines", "called") is not { } fields)
            return;
        var cause = fields.Text("cause");
        CheckFileName(cause, fields, log);
        var explanation = new List<CitedText>();
        if (fields.Node("explanation") is { } list)
        {
            foreach (var item in YamlFields.Items(list, log, "sentences"))
            {
                if (Cited(item, log) is { } sentence)
                    explanation.Add(sentence);
            }

            if (explanation.Count < 2 || explanation.Count(e => e.When.Count == 0) > 4)
                log.Error(list.Line, $"The explanation has {explanation.Count} sentences.", "Give two to four, each with its citation; more only with the cases (when) in which they fit.");
        }

        var playbook = new Playbook(
            cause, fields.Local("name"), fields.Local("headline"), explanation,
            Cited(fields.Node("why_not_more_ram"), log) ?? new CitedText(new LocalText("", "", ""), []), Remedies(fields, log))
        {
            Headlines = fields.Find("headlines") is { } headlines
                ? [.. YamlFields.Items(headlines, log, "headlines").Select(h => Cited(h, log)).OfType<CitedText>()]
                : [],
            Called = fields.TextsIfAny("called"),
        };
        draft.Add(draft.Playbooks, "playbook", cause, playbook, fields.Line, log);
    }

    /// <summary>A file about one cause is named for it.</summary>
    internal static void CheckFileName(string cause, YamlFields fields, FileLog log)
    {
        var name = Path.GetFileNameWithoutExtension(log.File);
        if (cause.Length > 0 && cause != name)
            log.Error(fields.Node("cause")!.Line, $"The cause '{cause}' differs from the file name '{name}'.", "Make them the same.");
    }

    // A plain id fits wherever the cause stands; a list of ids with 'when' only with that evidence.
    private static List<PlaybookRemedy> Remedies(YamlFields fields, FileLog log)
    {
        var remedies = new List<PlaybookRemedy>();
        foreach (var item in fields.Node("remedies") is { } list ? YamlFields.Items(list, log, "remedies") : [])
        {
            if (item is YamlScalar { IsNull: false } id)
                remedies.Add(new PlaybookRemedy(id.Text, []));
            else if (YamlFields.Of(item, log, "use", "when") is { } some)
                remedies.AddRange(some.SomeTexts("use").Select(use => new PlaybookRemedy(use, some.SomeTexts("when"))));
        }

        return remedies;
    }

    private static CitedText? Cited(YamlNode? node, FileLog log)
    {
        if (node is null || YamlFields.Of(node, log, "text", "cite", "when") is not { } fields)
            return null;
        return new CitedText(fields.Local("text"), fields.SomeTexts("cite")) { When = fields.TextsIfAny("when") };
    }
}

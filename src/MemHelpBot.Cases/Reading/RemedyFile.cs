using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Reading;

/// <summary>Reads <c>remedies/*.yaml</c>.</summary>
internal static class RemedyFile
{
    private static readonly string[] Kinds = ["check", "mitigate", "fix", "verify", "undo"];
    private static readonly string[] Risks = ["read-only", "reversible", "disruptive"];
    private static readonly string[] Roles = ["user", "root", "cluster-admin"];

    private static readonly string[] Durations = ["once", "process", "reboot", "permanent"];

    private static readonly string[] Types =
    [
        "pid", "size-kb", "size-mb", "size-bytes", "count", "unit", "cgroup", "path", "node", "host", "job", "pod", "container",
        "node-list", "cache", "user", "word", "ctid",
    ];

    public static void Read(YamlNode? root, CorpusDraft draft, FileLog log)
    {
        foreach (var item in YamlFields.Items(root, log, "remedies"))
        {
            if (YamlFields.Of(item, log, "id", "kind", "risk", "run_as", "command", "parameters", "text", "warning", "lasts", "verify", "undo", "source", "cite", "when") is not { } fields)
                continue;
            var id = fields.Text("id");
            if (id.Length > 0 && !Ids.IsWellFormed(id))
                log.Error(fields.Line, $"The id '{id}' is not lower-case words and hyphens.", "Use a-z, 0-9 and single hyphens.");
            var remedy = new Remedy(
                id, fields.Word("kind", Kinds), fields.Word("risk", Risks), fields.Word("run_as", Roles), fields.Text("command").TrimEnd('\n'),
                Parameters(fields, log), fields.Local("text"), fields.SomeTexts("cite"), fields.TextsIfAny("when"))
            {
                Warning = fields.Find("warning") is null ? null : fields.Local("warning"),
                Lasts = fields.Find("lasts") is null ? null : fields.Word("lasts", Durations),
                Source = fields.TextOrNull("source"),
                Verify = fields.TextsIfAny("verify"),
                Undo = fields.TextsIfAny("undo"),
            };
            draft.Add(draft.Remedies, "remedy", id, remedy, fields.Line, log);
        }
    }

    private static List<RemedyParameter> Parameters(YamlFields remedy, FileLog log)
    {
        var parameters = new List<RemedyParameter>();
        if (remedy.Find("parameters") is not { } list)
            return parameters;
        foreach (var item in YamlFields.Items(list, log, "parameters"))
        {
            if (YamlFields.Of(item, log, "name", "type", "fact", "rule", "placeholder") is not { } fields)
                continue;
            var rule = fields.TextOrNull("rule");
            if (rule is not null && SizeRule.Parse(rule) is null)
                log.Error(fields.Line, $"'{rule}' is no rule.", "Write x and a number such as x1.25, with \">=262144\" or \"+swap\" behind it where needed, or null.");
            parameters.Add(new RemedyParameter(
                fields.Text("name"), fields.Word("type", Types), fields.TextOrNull("fact"), rule, fields.Text("placeholder")));
        }

        return parameters;
    }
}

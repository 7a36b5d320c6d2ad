using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Reading;

/// <summary>Reads <c>evidence/*.yaml</c>.</summary>
internal static class EvidenceFile
{
    public static void Read(YamlNode? root, CorpusDraft draft, FileLog log)
    {
        if (YamlFields.Of(root, log, "cause", "evidence") is not { } fields)
            return;
        var cause = fields.Text("cause");
        PlaybookFile.CheckFileName(cause, fields, log);
        var node = fields.Node("evidence");
        if (node is YamlMap phrases)
        {
            foreach (var entry in phrases.Entries)
            {
                if (!Ids.IsWellFormed(entry.Key))
                    log.Error(entry.Line, $"The evidence id '{entry.Key}' is not lower-case words and hyphens.", "Use the id that the diagnosis gives.");
                var phrase = new EvidencePhrase(cause, entry.Key, YamlFields.LocalFrom(entry.Value, entry.Key, log));
                if (cause.Length > 0)
                    draft.Add(draft.Evidence, "evidence", $"{cause}/{entry.Key}", phrase, entry.Line, log);
            }
        }
        else if (node is not null)
        {
            log.Error(node.Line, "'evidence' must be a map from evidence id to texts.", "Write 'id:' and below it en, zh and pl.");
        }
    }
}

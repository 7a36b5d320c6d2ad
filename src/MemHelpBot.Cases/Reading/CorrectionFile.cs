using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Reading;

/// <summary>Reads <c>corrections.yaml</c>.</summary>
internal static class CorrectionFile
{
    public static void Read(YamlNode? root, CorpusDraft draft, FileLog log)
    {
        foreach (var item in YamlFields.Items(root, log, "corrections"))
        {
            if (YamlFields.Of(item, log, "id", "claim", "correct", "cite", "patterns", "documents") is not { } fields)
                continue;
            var id = fields.Text("id");
            var correction = new Correction(
                id, fields.Local("claim"), fields.Local("correct"), fields.Text("cite"), Patterns(fields.Node("patterns"), log), fields.TextsIfAny("documents"));
            draft.Add(draft.Corrections, "correction", id, correction, fields.Line, log);
        }
    }

    private static List<IReadOnlyList<string>> Patterns(YamlNode? node, FileLog log)
    {
        var patterns = new List<IReadOnlyList<string>>();
        if (node is null)
            return patterns;
        foreach (var item in YamlFields.Items(node, log, "word lists"))
        {
            var words = new List<string>();
            foreach (var word in YamlFields.Items(item, log, "words"))
            {
                if (word is YamlScalar { Text.Length: > 0 } scalar && !scalar.Text.Any(char.IsUpper))
                    words.Add(scalar.Text);
                else
                    log.Error(word.Line, "A pattern's word is empty or not in lower case.", "Write lower-case words, numbers in quotes.");
            }

            if (words.Count > 0)
                patterns.Add(words);
        }

        return patterns;
    }
}
